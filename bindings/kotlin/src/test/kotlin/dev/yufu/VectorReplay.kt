package dev.yufu

import com.google.gson.JsonArray
import com.google.gson.JsonElement
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import com.google.gson.JsonPrimitive
import java.io.File
import java.lang.reflect.Executable
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Modifier
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.nio.ByteBuffer
import java.nio.file.Files
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/**
 * The shared vectors, tests/vectors/sdk.json, against a library that was built for them: its name
 * keeps it out of the other tests' run. tests/vectors/README.md describes the file.
 */
class VectorReplay {
    private val objects = HashMap<String, Any>()
    private lateinit var folder: String

    @Test
    fun `every case gives what the file says`() {
        val cases = JsonParser.parseString(File("../../tests/vectors/sdk.json").readText())
            .asJsonObject.getAsJsonArray("cases").map { it.asJsonObject }
        var count = 0
        for (case in cases) {
            objects.clear()
            folder = Files.createTempDirectory("yufu").toString()
            val steps = case.getAsJsonArray("steps").map { it.asJsonObject }
            steps.forEachIndexed { at, step -> play(step, "${case["name"]}, step $at: ${step["call"]}") }
            count += steps.size
        }
        println("sdk.json: ${cases.size} cases, $count steps")
    }

    private fun play(step: JsonObject, place: String) {
        val made = try {
            call(step)
        } catch (thrown: InvocationTargetException) {
            val error = thrown.targetException as? YufuException ?: throw thrown.targetException
            assertEquals(step["error"]?.asInt, error.code, "$place: $error")
            return
        }
        assertEquals(null, step["error"], place)
        val gives = step["gives"]
        when {
            gives != null -> objects[gives.asString] = made!!
            step.has("returns") -> {
                val found = shown(made)
                assertTrue(matches(step["returns"], found), "$place: $found is not ${step["returns"]}")
            }
        }
    }

    private fun call(step: JsonObject): Any? {
        val (owner, name) = step["call"].asString.let {
            if ('.' in it) it.substringBefore('.') to it.substringAfter('.') else "Yufu" to it
        }
        val given = step.getAsJsonArray("arguments")
        val type = Class.forName("dev.yufu.$owner")
        if (name == "new") {
            val constructor = fitting(type.constructors, given)
            return constructor.newInstance(*arguments(constructor, given))
        }
        val method = fitting(type.methods.filter { it.name == camel(name) }.toTypedArray(), given)
        val on = if (Modifier.isStatic(method.modifiers)) null else objects[step["on"].asString]
        return method.invoke(on, *arguments(method, given))
    }

    /** The form that takes as many arguments, and no buffer. */
    private fun <E : Executable> fitting(all: Array<E>, given: JsonArray): E = all.single {
        val types = it.parameterTypes
        types.size == given.size() && !it.isBridge() &&
            types.none { type -> type == ByteBuffer::class.java || type == Handle::class.java }
    }

    private fun Executable.isBridge() = this is java.lang.reflect.Method && isBridge

    private fun arguments(call: Executable, given: JsonArray): Array<Any?> =
        call.genericParameterTypes.mapIndexed { at, type -> read(given[at], type) }.toTypedArray()

    private fun read(value: JsonElement, type: Type): Any? = when {
        value.isJsonNull -> null
        type is ParameterizedType -> {
            val inner = type.actualTypeArguments[0].let { (it as? java.lang.reflect.WildcardType)?.upperBounds?.get(0) ?: it }
            value.asJsonArray.map { read(it, inner) }
        }
        type == Boolean::class.java -> value.asBoolean
        type == Int::class.java || type == Int::class.javaObjectType -> value.asInt
        type == Long::class.java || type == Long::class.javaObjectType -> value.asLong
        type == String::class.java -> value.asString.replace("\${folder}", folder)
        type == ByteArray::class.java -> value.asString.chunked(2).map { it.toInt(16).toByte() }.toByteArray()
        type is Class<*> && type.isEnum -> type.enumConstants.single { (it as Enum<*>).name.lowercase() == value.asString }
        type is Class<*> && NativeObject::class.java.isAssignableFrom(type) -> objects[value.asString]!!
        type is Class<*> -> {
            val fields = fields(type)
            val constructor = type.constructors.single { it.parameterCount == fields.size }
            val members = value.asJsonObject
            constructor.newInstance(
                *fields.map { read(members[snake(it.name)] ?: JsonNull.INSTANCE, it.genericType) }.toTypedArray(),
            )
        }
        else -> error("no value of $type")
    }

    private fun shown(value: Any?): JsonElement = when (value) {
        null, Unit -> JsonNull.INSTANCE
        is Boolean -> JsonPrimitive(value)
        is Number -> JsonPrimitive(value)
        is String -> JsonPrimitive(value)
        is ByteArray -> JsonPrimitive(value.joinToString("") { "%02x".format(it) })
        is Enum<*> -> JsonPrimitive(value.name.lowercase())
        is List<*> -> JsonArray().apply { value.forEach { add(shown(it)) } }
        else -> JsonObject().apply {
            for (field in fields(value.javaClass)) {
                field.isAccessible = true
                add(snake(field.name), shown(field.get(value)))
            }
        }
    }

    private fun fields(type: Class<*>) = type.declaredFields.filter { !Modifier.isStatic(it.modifiers) }

    /** Members that are not wanted are not compared. */
    private fun matches(wanted: JsonElement, found: JsonElement): Boolean = when {
        wanted is JsonObject && found is JsonObject ->
            wanted.entrySet().all { (name, value) -> found[name]?.let { matches(value, it) } ?: false }
        wanted is JsonArray && found is JsonArray ->
            wanted.size() == found.size() && wanted.zip(found).all { (w, f) -> matches(w, f) }
        wanted is JsonPrimitive && wanted.isNumber ->
            found is JsonPrimitive && found.isNumber && wanted.asLong == found.asLong
        else -> wanted == found
    }

    private fun camel(name: String) = name.replace(Regex("_(.)")) { it.groupValues[1].uppercase() }

    private fun snake(name: String) = name.replace(Regex("[A-Z]")) { "_${it.value.lowercase()}" }
}
