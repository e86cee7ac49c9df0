package dev.yufu.android

import android.content.Context
import android.net.ConnectivityManager
import android.net.Network
import android.net.NetworkCapabilities
import android.os.Build
import dev.yufu.UnobservableCause
import java.security.KeyStore

/** Questions about the way to the bank. */
internal class NetworkQuestions(private val context: Context) {
    fun hasVpn(): Boolean {
        val manager = manager()
        val networks = if (Build.VERSION.SDK_INT >= 23) listOfNotNull(active(manager)) else all(manager)
        val found = networks.mapNotNull(manager::getNetworkCapabilities)
        if (found.isEmpty()) throw Unobservable(UnobservableCause.MISSING)
        return found.any { it.hasTransport(NetworkCapabilities.TRANSPORT_VPN) }
    }

    @Newer
    private fun active(manager: ConnectivityManager): Network? = manager.activeNetwork

    @Suppress("DEPRECATION")
    private fun all(manager: ConnectivityManager) = manager.allNetworks.toList()

    /** The system tells every process by these properties; they are the app's to change as well. */
    fun hasProxy(): Boolean {
        val properties = listOf("https.proxyHost", "http.proxyHost").map(System::getProperty)
        return properties.any { !it.isNullOrEmpty() } || Build.VERSION.SDK_INT >= 23 && hasDefaultProxy()
    }

    @Newer
    private fun hasDefaultProxy() = manager().defaultProxy != null

    fun userCertificates(): Int = KeyStore.getInstance("AndroidCAStore").run {
        load(null)
        aliases().asSequence().count { it.startsWith("user:") }
    }

    private fun manager() = context.service<ConnectivityManager>(Context.CONNECTIVITY_SERVICE)
}
