"""Frida against the victim: attaches or spawns, hooks `open`, waits for a line, detaches.

    frida_attack.py attach PID
    frida_attack.py spawn PROGRAM ARGUMENT...

Works with Frida 16 and 17, whichever comes first in sys.path.
"""

import sys

import frida

HOOK = """
const open = Module.getGlobalExportByName !== undefined
    ? Module.getGlobalExportByName('open')
    : Module.getExportByName(null, 'open');
Interceptor.attach(open, { onEnter(args) { this.path = args[0]; } });
send('hooked');
"""


def hook(target):
    session = frida.attach(target)
    script = session.create_script(HOOK)
    script.load()
    return session


def say(word):
    print(word, frida.__version__, flush=True)


def main():
    mode, rest = sys.argv[1], sys.argv[2:]
    if mode == "attach":
        session = hook(int(rest[0]))
    else:
        process = frida.spawn(rest)
        session = hook(process)
        frida.resume(process)
    say("HOOKED")
    sys.stdin.readline()
    session.detach()
    say("DETACHED")
    sys.stdin.readline()


main()
