package app;

import dev.yufu.Environment;
import dev.yufu.HostFacts;
import dev.yufu.Yufu;
import dev.yufu.YufuException;

/**
 * Lets the library panic, in a process whose clock it finds broken, and goes on: says which code the
 * exception had, and that other calls still work.
 */
public final class Panic {
    public static void main(String[] arguments) throws Exception {
        Environment environment = new Environment();
        for (int turn = 0; turn < 2; turn++) {
            try {
                environment.collect(new HostFacts(), new byte[32], null, 200);
                System.out.println("no panic");
            } catch (YufuException error) {
                System.out.println("thrown: " + error.getCode());
            }
        }
        System.out.println("went on: " + Yufu.selfTest().size() + " algorithms");
    }

    private Panic() {}
}
