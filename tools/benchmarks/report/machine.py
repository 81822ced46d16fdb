"""What the figures were measured on."""
import os
import platform
import re
import subprocess
from pathlib import Path


def output(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def describe():
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = int(re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text()).group(1)) / 2**20
    system = re.search(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text())
    swift = re.search(r"Swift version (\S+)", output("swift", "--version"))
    return (f"{os.cpu_count()} × {cpu.group(1) if cpu else platform.machine()}, {memory:.0f} GiB, {system.group(1) if system else platform.system()}, "
            f"Swift {swift.group(1) if swift else 'unknown'}, Python {platform.python_version()}; load before: {os.getloadavg()[0]:.1f}")


def revision():
    folder = Path(__file__).parent
    changed = output("git", "-C", str(folder), "status", "--porcelain", "--", "../../../Sources", "../../../Data", "..", ":!../RESULTS.md")
    return output("git", "-C", str(folder), "rev-parse", "--short", "HEAD") + (" and changes" if changed else "")
