import subprocess
import sys

import pytest

from normalize.errors import OutputError
from normalize.run.alone import alone

_HOLDER = """
import sys
from pathlib import Path
from normalize.run.alone import alone
with alone(Path(sys.argv[1])):
    print("here", flush=True)
    sys.stdin.readline()
"""


def test_a_second_program_is_refused_until_the_first_is_gone(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "here\n"
        with pytest.raises(OutputError, match="another program is writing to it; try again"), alone(tmp_path):
            raise AssertionError("both are in")
        holder.kill()  # the lock ends with whoever has it
        holder.wait()
        with alone(tmp_path):
            pass
