package dev.yufu.demo.bank

import dev.yufu.YufuException
import java.io.IOException
import java.util.concurrent.Executor

/**
 * One dealing at a time: it blocks on [work], and what came of it is told on [main]. While one is under way
 * another is not begun, so that a second tap does nothing.
 */
internal class Desk(private val work: Executor, private val main: Executor, private val changed: () -> Unit) {
    var busy = false
        private set
    private var ticket = 0

    fun <T> deal(dealing: () -> T, failed: (Exception) -> Unit, then: (T) -> Unit) {
        if (busy) return
        busy = true
        val mine = ticket
        changed()
        work.execute {
            val outcome = attempt(dealing)
            main.execute {
                if (mine == ticket) {
                    busy = false
                    outcome.fold(then) { failed(it as Exception) }
                    changed()
                } else {
                    // Nobody waits for it any more.
                    (outcome.getOrNull() as? AutoCloseable)?.close()
                }
            }
        }
    }

    /** Gives up what is under way: its outcome reaches nobody. */
    fun abandon() {
        ticket++
        busy = false
    }

    private fun <T> attempt(dealing: () -> T): Result<T> = try {
        Result.success(dealing())
    } catch (error: YufuException) {
        Result.failure(error)
    } catch (error: IOException) {
        Result.failure(error)
    } catch (error: KeysTrouble) {
        Result.failure(error)
    }
}
