"""The `gifter` command, with a module for each command or group of commands."""

import os

# Before numpy loads. The threads of OpenBLAS spin while they wait, which doubles the CPU time of a
# recommendation under load; its matrices are so small that one thread is as quick.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
