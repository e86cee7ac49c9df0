#!/usr/bin/env python3
"""Cycles of the aarch64 kernels by llvm-mca: models of processors, not measurements.

    sh tests/aarch64/run.sh                        # builds the library
    python3 tests/aarch64/models.py [LIBRARY] [--mca llvm-mca]

LLVM has no table for the Cortex-A76; Neoverse N1 is the same core for servers. For Apple's M1 it uses
the one of an older core (Cyclone). Both assume that every load hits the first cache and that every
branch is predicted. llvm-mca of LLVM 22 is in Debian's llvm-22, which need not be installed:
`apt-get download llvm-22 && dpkg -x llvm-22*.deb x`, then x/usr/lib/llvm-22/bin/llvm-mca.
"""

import argparse
import re
import subprocess
import sys

LIBRARY = "target/aarch64-qemu/aarch64-unknown-linux-gnu/dist/libyufu_whole_api.so"
PROCESSORS = {"Cortex-A76 (as Neoverse N1)": "neoverse-n1", "Apple M1 (as Cyclone)": "apple-m1"}


def disassemble(library):
    """Functions by name: a list of (address, instruction, address that it jumps to)."""
    command = ["aarch64-linux-gnu-objdump", "-d", "--demangle", "--no-show-raw-insn", library]
    functions, code = {}, []
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        if head := re.match(r"[0-9a-f]+ <(.*)>:$", line):
            code = functions.setdefault(head[1], [])
        elif parts := re.match(r"\s*([0-9a-f]+):\s+(\S.*)$", line):
            text = re.sub(r"\s*(//.*|<[^>]*>)", "", parts[2])
            jump = re.match(r"(?:b|b\.\w+|cbn?z|tbn?z)\s.*?\b([0-9a-f]+)$", text)
            code.append((int(parts[1], 16), text, jump and int(jump[1], 16)))
    return functions


def loops(code):
    """The bodies of innermost loops, the longest first."""
    spans = [(target, at) for at, _, target in code if target is not None and target <= at]
    inner = [s for s in spans if not any(s != t and s[0] <= t[0] and t[1] <= s[1] for t in spans)]
    bodies = [[text for at, text, _ in code if start <= at < end] for start, end in inner]
    return sorted(bodies, key=len, reverse=True)


def straight(body):
    """Without jumps and with constants in place of addresses, which llvm-mca does not resolve."""
    kept = [text for text in body if not re.match(r"(b|b\.\w+|cbn?z|tbn?z|ret|bl|blr|br|udf)\b", text)]
    return [re.sub(r"^(adrp?\s+\w+, ).*", r"\1#0", text) for text in kept]


def cycles(mca, processor, body):
    command = [mca, "-mtriple=aarch64-linux-gnu", f"-mcpu={processor}", "-mattr=+aes,+sha3,+sm4"]
    command += ["-iterations=100"]
    run = subprocess.run(command, input="\n".join(body), capture_output=True, text=True)
    total = re.search(r"Total Cycles:\s+(\d+)", run.stdout)
    if not total:
        sys.exit(run.stderr)
    return int(total[1]) / 100


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("library", nargs="?", default=LIBRARY)
    arguments.add_argument("--mca", default="llvm-mca")
    arguments.add_argument("--list", action="store_true", help="functions with their longest loop")
    options = arguments.parse_args()
    functions = disassemble(options.library)
    if options.list:
        for name, code in functions.items():
            found = [len(body) for body in loops(code)][:3]
            print(f"{len(code):6} {found} {name}")
        return
    print(f"{'model':38}" + "".join(f"{name:>30}" for name in PROCESSORS))
    for title, pattern, whole, amount, unit in MODELS:
        names = [name for name in functions if re.search(pattern, name)]
        if not names:
            sys.exit(f"no function matches {pattern}")
        code = max((functions[name] for name in names), key=len)
        body = straight([text for _, text, _ in code] if whole else loops(code)[0])
        print(f"{title:38}", end="")
        for processor in PROCESSORS.values():
            spent = cycles(options.mca, processor, body)
            print(f"{spent / amount:>20.2f} {unit:<9}", end="")
        print()


# Title, function, whether all of it counts or its longest loop, and what one pass of it makes.
MODELS = []


if __name__ == "__main__":
    main()
