"""What the kernel promises about starting, ending and crashing: nothing stays behind, and the front end stays connected."""

import os
import shutil
import signal
import socket
import subprocess
import sys

from case import KernelTest
from kernels import SUPERVISOR, Kernel, end_processes_with, processes_with

FOREVER = "for { time.Sleep(time.Second) }"
STUBBORN = ('%%\nsignal.Ignore(os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)\nchild := exec.Command("sleep", "98765")\n'
            'child.SysProcAttr = &syscall.SysProcAttr{Setsid: true}\nchild.Start()\nfmt.Println("begun")\n' + FOREVER)


class KernelOfItsOwn(KernelTest):
    """Each test has a kernel of its own, because it ends it."""

    def tearDown(self):
        self.tearDownClass()

    def begin(self):
        """Lets a cell run that does what it can to stay."""
        request = self.kernel.send(STUBBORN)
        self.kernel.wait_for_output("begun")
        return request

    def assert_nothing_left(self):
        self.assert_soon(lambda: self.kernel.left() == ({}, []), 2, self.kernel.left)

    def assert_ports_free(self):
        for port in self.ports():
            with socket.socket() as listener:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listener.bind(("127.0.0.1", port))
                listener.listen()

    def ports(self):
        info = self.kernel.manager.get_connection_info()
        return [info[name + "_port"] for name in ("shell", "iopub", "stdin", "control", "hb")]


class Shutdown(KernelOfItsOwn):
    """Shutdown leaves no process, no temporary folder, no port."""

    def test_idle(self):
        self.kernel.run("%%\nfmt.Println(1)")
        self.kernel.shutdown()
        self.assert_nothing_left()
        self.assert_ports_free()

    def test_before_the_first_cell(self):
        self.kernel.shutdown()
        self.assert_nothing_left()

    def test_while_a_cell_runs(self):
        self.begin()
        self.kernel.shutdown()
        self.assert_nothing_left()
        self.assert_ports_free()

    def test_is_answered(self):
        for restart in False, True:
            with self.subTest(restart=restart):
                self.setUp()
                reply, _ = self.kernel.ask("shutdown", restart)
                self.assertEqual((reply["status"], reply["restart"]), ("ok", restart))
                self.tearDown()


class Restart(KernelOfItsOwn):
    """Restart gives a fresh kernel on the same ports, and leaves nothing of the old one."""

    def restart(self):
        before, folders, ports = self.kernel.left() + (self.ports(),)
        self.kernel.manager.restart_kernel(now=False)
        self.kernel.client.wait_for_ready(timeout=30)
        self.assertEqual(self.ports(), ports)
        self.assertEqual(self.kernel.run("%%\nfmt.Println(2)").text, "2\n")
        self.assertEqual(set(self.kernel.processes()) & set(before), set())
        self.assertEqual(set(os.listdir(self.kernel.folder)) & set(folders), set())
        return self.kernel.run("%%\nfmt.Println(kept())")

    def test_idle(self):
        self.kernel.run("func kept() int { return 7 }")
        self.assert_one_error(self.restart(), "CompileError")  # a new one knows nothing of the old one's cells

    def test_while_a_cell_runs(self):
        self.begin()
        self.restart()

    def test_three_times_in_a_row(self):
        for _ in range(3):
            self.restart()


class Killed(KernelOfItsOwn):
    """Whatever ends the kernel, its processes and its folder are gone soon after."""

    def kill(self, how, running):
        self.setUp()
        if running:
            self.begin()
        how(self.kernel.pid)
        self.assert_nothing_left()
        self.tearDown()

    def test_the_kernel(self):
        for name, how in (
            ("SIGKILL", lambda pid: os.kill(pid, signal.SIGKILL)),
            ("SIGTERM", lambda pid: os.kill(pid, signal.SIGTERM)),
            ("SIGKILL to its group", lambda pid: os.killpg(os.getpgid(pid), signal.SIGKILL)),
        ):
            for running in False, True:
                with self.subTest(name, running=running):
                    self.kill(how, running)

    FRONT_END = """
import sys, time
from kernels import Kernel
kernel = Kernel(sys.argv[1])
kernel.send(sys.argv[2])
kernel.wait_for_output("begun")
print(kernel.folder, flush=True)
time.sleep(600)
"""

    def test_the_front_end(self):
        """A kernel whose front end is gone ends by itself."""
        front_end = subprocess.Popen([sys.executable, "-c", self.FRONT_END, self.kernel_name, STUBBORN],
                                     cwd=os.path.dirname(__file__) or ".", stdout=subprocess.PIPE, text=True)
        folder = front_end.stdout.readline().strip()
        try:
            self.assertTrue(processes_with(folder), "the kernel did not start")
            front_end.kill()
            self.assert_soon(lambda: not processes_with(folder), 2, lambda: processes_with(folder))
            self.assert_soon(lambda: os.listdir(folder) == [], 2, lambda: os.listdir(folder))
        finally:
            front_end.kill()
            front_end.wait()
            front_end.stdout.close()
            end_processes_with(folder)
            shutil.rmtree(folder, ignore_errors=True)


class Crash(KernelOfItsOwn):
    """A crashed GoNB is started again, which is said, and the front end stays connected."""

    def kill_gonb(self):
        gonb = self.kernel.program("gonb")
        os.kill(gonb, signal.SIGKILL)
        return gonb

    def kill_idle_gonb(self):
        gonb = self.kill_gonb()
        self.assert_soon(lambda: self.is_there_again(gonb), 4, self.kernel.processes)

    def is_there_again(self, gonb):
        try:
            return self.kernel.program("gonb") != gonb
        except LookupError:
            return False

    def test_idle(self):
        self.kernel.run("func kept() int { return 7 }")
        pid = self.kernel.pid
        self.kill_idle_gonb()
        cell = self.kernel.run("%%\nfmt.Println(2)")
        self.assertEqual((cell.status, cell.text), ("ok", "2\n"))
        self.assertIn("started again", cell.printed("stderr"))
        self.assertEqual(self.kernel.pid, pid)
        self.assertTrue(self.kernel.manager.is_alive())
        self.assertEqual(self.kernel.run("%%\nfmt.Println(3)").printed("stderr"), "")  # it is said once
        self.assertEqual(self.kernel.run("%%\nfmt.Println(kept())").text, "7\n")  # the kernel has kept the declarations

    def test_in_a_cell(self):
        for name, code in (("from outside", STUBBORN), ("by the cell", "!echo begun; sleep 1; kill -9 $(cut -d' ' -f4 /proc/$PPID/stat); sleep 98765")):
            with self.subTest(name):
                request = self.kernel.send(code)
                self.kernel.wait_for_output("begun")
                if name == "from outside":
                    self.kill_gonb()
                cell = self.kernel.collect(request)
                self.assertIn("ended unexpectedly", self.assert_one_error(cell, "KernelCrashed"))
                self.assert_soon(lambda: not self.kernel.of_cells(), 1, self.kernel.of_cells)
                self.assert_lives()

    def test_again_and_again(self):
        for _ in range(3):
            self.assertEqual(self.kernel.run("%%\nfmt.Println(1)").text, "1\n")
            self.kill_idle_gonb()
        self.assert_lives()

    def test_stopped_in_a_cell(self):
        """A GoNB that hangs is started again at the interrupt."""
        request = self.kernel.send('%%\nfmt.Println("begun")\n' + FOREVER)
        self.kernel.wait_for_output("begun")
        os.kill(self.kernel.program("gonb"), signal.SIGSTOP)
        self.kernel.manager.interrupt_kernel()
        self.assert_one_error(self.kernel.collect(request), "Interrupted")
        self.assert_lives()


class Belonging(KernelOfItsOwn):
    """What cells have started ends with the kernel, whatever it does to get away, and nothing else is touched."""

    # Its parents end, its session is its own, and nothing in its environment says where it comes from.
    DAEMON = "setsid env -i sh -c 'trap \"\" HUP INT TERM; (sleep 98765 & echo pid $!) & wait' </dev/null 2>&1 | head -1"

    def begin_daemon(self):
        cell = self.kernel.run("!" + self.DAEMON)
        self.assertEqual(cell.status, "ok", cell)
        number = int(cell.text.split()[-1])
        self.addCleanup(end, number)
        self.assertTrue(is_running(number), cell)
        return number

    def test_a_daemon_ends_with_the_kernel(self):
        for name, how in (
            ("shutdown", lambda: self.kernel.shutdown()),
            ("SIGKILL", lambda: os.kill(self.kernel.pid, signal.SIGKILL)),
            ("SIGKILL to its group", lambda: os.killpg(os.getpgid(self.kernel.pid), signal.SIGKILL)),
            ("GoNB's end", lambda: os.kill(self.kernel.program("gonb"), signal.SIGKILL)),
        ):
            with self.subTest(name):
                self.setUp()
                number = self.begin_daemon()
                how()
                self.assert_soon(lambda: not is_running(number), 2, lambda: number)
                self.tearDown()

    def test_a_daemon_ends_with_the_cell_that_is_stopped(self):
        request = self.kernel.send(f"!{self.DAEMON}; echo begun; sleep 98765")
        said = self.kernel.wait_for_output("begun")
        number = int(said.split()[1])
        self.addCleanup(end, number)
        self.assertTrue(is_running(number), said)
        self.kernel.manager.interrupt_kernel()
        self.assert_one_error(self.kernel.collect(request), "Interrupted")
        self.assert_soon(lambda: not is_running(number), 1, lambda: number)
        self.assert_lives()

    def test_an_earlier_cell_s_job_is_not_the_stopped_cell_s(self):
        number = self.begin_daemon()
        request = self.begin()
        self.kernel.manager.interrupt_kernel()
        self.assert_one_error(self.kernel.collect(request), "Interrupted")
        self.assertTrue(is_running(number))
        self.kernel.shutdown()
        self.assert_soon(lambda: not is_running(number), 2, lambda: number)

    def test_a_terminal_of_jupyterlab_is_not_the_kernel_s(self):
        """It was started beside the kernel and knows, by a cell's output for example, the kernel's folder."""
        folder = self.kernel.run("!echo $TMPDIR").text.strip()
        self.assertTrue(folder.startswith(self.kernel.folder), folder)
        terminal = subprocess.Popen(["sh", "-c", "sleep 98765 & echo $!; wait; : " + folder], env=dict(os.environ, TMPDIR=folder),
                                    stdout=subprocess.PIPE, text=True, start_new_session=True)
        job = int(terminal.stdout.readline())
        self.addCleanup(end, job)
        try:
            request = self.begin()
            self.kernel.manager.interrupt_kernel()
            self.assert_one_error(self.kernel.collect(request), "Interrupted")
            os.kill(self.kernel.program("gonb"), signal.SIGKILL)
            self.kernel.run("%%\nfmt.Println(1)")  # it may be the one that says it
            self.assert_lives()
            self.kernel.shutdown()
            self.assert_soon(lambda: os.listdir(self.kernel.folder) == [], 2, lambda: os.listdir(self.kernel.folder))
            self.assertIsNone(terminal.poll())
            self.assertTrue(is_running(job))
        finally:
            terminal.kill()
            terminal.wait()
            terminal.stdout.close()

    def test_the_supervisor_is_killed(self):
        """The kernel goes on with a new one, and nothing of the old one's stays."""
        request = self.begin()
        before = self.kernel.of_cells()
        os.kill(next(number for number, command in self.kernel.processes().items() if SUPERVISOR in command), signal.SIGKILL)
        self.assert_one_error(self.kernel.collect(request), "KernelCrashed")
        self.assert_soon(lambda: not any(map(is_running, before)), 2, self.kernel.processes)
        self.assert_lives()
        self.kernel.shutdown()
        self.assert_nothing_left()


def is_running(number):
    try:
        with open(f"/proc/{number}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def end(number):
    try:
        os.kill(number, signal.SIGKILL)
    except ProcessLookupError:
        pass


class Together(KernelOfItsOwn):
    """Two kernels do not get into each other's way."""

    def test_the_end_of_one_is_not_the_other_s(self):
        with Kernel(self.kernel_name) as other:
            other.run("%%\nfmt.Println(1)")
            running = self.begin()
            other.shutdown()
            self.assertTrue(self.kernel.of_cells(), "the other kernel's cell was ended")
        self.kernel.manager.interrupt_kernel()
        self.assert_one_error(self.kernel.collect(running), "Interrupted")
        self.assert_lives()
