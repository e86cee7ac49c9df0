// Not run by this project's tests, which know no Android Gradle plugin: see README.md.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositoriesMode.set(RepositoriesMode.FAIL_ON_PROJECT_REPOS)
    repositories {
        // The Maven layout in which the AAR is built: yufuRepository in gradle.properties.
        maven(url = uri(providers.gradleProperty("yufuRepository").get()))
        google()
        mavenCentral()
    }
}

rootProject.name = "yufu-demo"
include(":app")
