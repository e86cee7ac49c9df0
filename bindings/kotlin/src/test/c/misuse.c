/* What only native code can do wrong: a call with an exception pending, a fork without exec.
 *
 * Loaded as a JVMTI agent it learns the addresses of the natives as they are bound, and calls them
 * past the JVM's own checks. */
#include <jni.h>
#include <jvmti.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static jstring (*version)(JNIEnv *, jclass);
static jlong (*keypad_new)(JNIEnv *, jclass, jint, jint, jint);

static void JNICALL on_bind(jvmtiEnv *jvmti, JNIEnv *env, jthread thread, jmethodID method,
                            void *address, void **instead) {
    char *name = NULL, *of = NULL;
    jclass class;
    (void)env, (void)thread, (void)instead;
    if ((*jvmti)->GetMethodName(jvmti, method, &name, NULL, NULL) != 0 ||
        (*jvmti)->GetMethodDeclaringClass(jvmti, method, &class) != 0 ||
        (*jvmti)->GetClassSignature(jvmti, class, &of, NULL) != 0)
        return;
    if (strcmp(of, "Ldev/yufu/Natives;") == 0) {
        if (strcmp(name, "version") == 0)
            *(void **)&version = address;
        if (strcmp(name, "keypadNew") == 0)
            *(void **)&keypad_new = address;
    }
    (*jvmti)->Deallocate(jvmti, (unsigned char *)name);
    (*jvmti)->Deallocate(jvmti, (unsigned char *)of);
}

JNIEXPORT jint JNICALL Agent_OnLoad(JavaVM *vm, char *options, void *reserved) {
    jvmtiEnv *jvmti;
    jvmtiCapabilities wanted = {0};
    jvmtiEventCallbacks callbacks = {0};
    (void)options, (void)reserved;
    if ((*vm)->GetEnv(vm, (void **)&jvmti, JVMTI_VERSION_1_2) != JNI_OK)
        return JNI_ERR;
    wanted.can_generate_native_method_bind_events = 1;
    callbacks.NativeMethodBind = on_bind;
    if ((*jvmti)->AddCapabilities(jvmti, &wanted) != 0 ||
        (*jvmti)->SetEventCallbacks(jvmti, &callbacks, sizeof callbacks) != 0 ||
        (*jvmti)->SetEventNotificationMode(jvmti, JVMTI_ENABLE, JVMTI_EVENT_NATIVE_METHOD_BIND,
                                           NULL) != 0)
        return JNI_ERR;
    return JNI_OK;
}

/* Whether a native, called with an exception pending, gives nothing and leaves the exception. */
JNIEXPORT jboolean JNICALL Java_dev_yufu_Misuse_callWithPending(JNIEnv *env, jclass class) {
    jclass kind = (*env)->FindClass(env, "java/lang/IllegalStateException");
    if (kind == NULL || version == NULL || keypad_new == NULL)
        return JNI_FALSE;
    (*env)->ThrowNew(env, kind, "from before");
    jboolean nothing = version(env, class) == NULL && keypad_new(env, class, 0, 0, 0) == 0 &&
                       keypad_new(env, class, 99, 0, 0) == 0;
    return nothing && (*env)->ExceptionCheck(env);
}

/* Forks, makes a keypad in the child, and gives the child's status; 0 is the good case. */
JNIEXPORT jint JNICALL Java_dev_yufu_Misuse_forkAndCall(JNIEnv *env, jclass class) {
    int status = -1;
    if (keypad_new == NULL)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        alarm(20);
        _exit(keypad_new(env, class, 0, 1, 0) == 0);
    }
    if (child < 0 || waitpid(child, &status, 0) != child)
        return -1;
    return status;
}
