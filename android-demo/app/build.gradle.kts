// Not run by this project's tests: see ../README.md. pom.xml compiles and runs the same sources.
plugins {
    id("com.android.application")
    id("org.jetbrains.kotlin.android")
}

android {
    namespace = "dev.yufu.demo"
    compileSdk = 35

    defaultConfig {
        applicationId = "dev.yufu.demo"
        minSdk = 21
        targetSdk = 35
        versionCode = 1
        versionName = "0.1.0"
    }

    sourceSets["main"].kotlin.srcDir("src/main/kotlin")
    // The tests stand on a running gateway and on Maven's class path.
    sourceSets["test"].kotlin.setSrcDirs(emptyList<String>())

    buildTypes {
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
        }
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_1_8
        targetCompatibility = JavaVersion.VERSION_1_8
    }
}

kotlin {
    compilerOptions {
        jvmTarget.set(org.jetbrains.kotlin.gradle.dsl.JvmTarget.JVM_1_8)
    }
}

dependencies {
    implementation("dev.yufu:yufu:0.1.0")
    implementation("dev.yufu:yufu-okhttp:0.1.0")
}
