package dev.yufu.android

import android.accessibilityservice.AccessibilityServiceInfo
import android.app.admin.DevicePolicyManager
import android.content.Context
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import android.os.Build
import android.os.UserManager
import android.view.accessibility.AccessibilityManager
import android.view.inputmethod.InputMethodManager
import dev.yufu.UnobservableCause

/** Questions about this app and others. */
internal class AppQuestions(private val context: Context) {
    fun installed(names: List<String>): List<String> = names.filter(::isInstalled).orHidden()

    private fun isInstalled(name: String) = try {
        context.packageManager.getPackageInfo(name, 0)
        true
    } catch (_: PackageManager.NameNotFoundException) {
        false
    }

    /** The certificate in DER: the first one where several sign. */
    fun signer(): ByteArray = (if (Build.VERSION.SDK_INT >= 28) signatures() else oldSignatures())
        ?.firstOrNull()?.toByteArray() ?: throw Unobservable(UnobservableCause.MISSING)

    @Newer
    private fun signatures() = context.packageManager
        .getPackageInfo(context.packageName, PackageManager.GET_SIGNING_CERTIFICATES)
        .signingInfo?.apkContentsSigners

    @Suppress("DEPRECATION")
    private fun oldSignatures() =
        context.packageManager.getPackageInfo(context.packageName, PackageManager.GET_SIGNATURES).signatures

    fun installer(): String = (if (Build.VERSION.SDK_INT >= 30) installSource() else oldInstaller()).orEmpty()

    @Newer
    private fun installSource() =
        context.packageManager.getInstallSourceInfo(context.packageName).installingPackageName

    @Suppress("DEPRECATION")
    private fun oldInstaller() = context.packageManager.getInstallerPackageName(context.packageName)

    fun accessibilityServices(): List<String> =
        context.service<AccessibilityManager>(Context.ACCESSIBILITY_SERVICE)
            .getEnabledAccessibilityServiceList(AccessibilityServiceInfo.FEEDBACK_ALL_MASK)
            .map { it.resolveInfo.serviceInfo.applicationInfo }
            .foreign()

    fun inputMethods(): List<String> =
        context.service<InputMethodManager>(Context.INPUT_METHOD_SERVICE)
            .enabledInputMethodList
            .map { it.serviceInfo.applicationInfo }
            .foreign()

    fun administrators(): List<String> = policy().activeAdmins.orEmpty().map { it.packageName }.distinct()

    fun isWorkProfile(): Boolean = if (Build.VERSION.SDK_INT >= 30) isManaged() else hasOwner()

    @Newer
    private fun isManaged() = context.service<UserManager>(Context.USER_SERVICE).isManagedProfile

    private fun hasOwner() = policy().run { activeAdmins.orEmpty().any { isProfileOwnerApp(it.packageName) } }

    private fun policy() = context.service<DevicePolicyManager>(Context.DEVICE_POLICY_SERVICE)

    private fun List<ApplicationInfo>.foreign(): List<String> =
        filter { it.flags and SYSTEM == 0 }.map { it.packageName }.distinct().orHidden()

    /** What is not there may be hidden. */
    private fun List<String>.orHidden(): List<String> =
        ifEmpty { if (seesOthers()) this else throw Unobservable(UnobservableCause.DENIED) }

    private fun seesOthers(): Boolean {
        if (Build.VERSION.SDK_INT < 30) return true
        val all = context.checkCallingOrSelfPermission("android.permission.QUERY_ALL_PACKAGES")
        if (all == PackageManager.PERMISSION_GRANTED) return true
        val own = context.packageManager.getApplicationInfo(context.packageName, PackageManager.GET_META_DATA)
        return own.metaData?.getBoolean(QUERIES) == true
    }

    internal companion object {
        const val QUERIES = "dev.yufu.queries"
        private const val SYSTEM = ApplicationInfo.FLAG_SYSTEM or ApplicationInfo.FLAG_UPDATED_SYSTEM_APP
    }
}
