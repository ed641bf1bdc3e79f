"""Who has no key gets nothing, and what is malformed or enormous does no harm: the real front end goes on working."""

import os
import socket
import struct
import tempfile
import time

import zmq
from case import KernelTest, is_root
from jupyter_client.session import Session
from kernels import wait_until

NOBODY = 65534
WAIT = 1.5  # seconds for an answer that must not come
GREETING = bytes([0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 0]) + b"NULL".ljust(20, b"\0") + bytes(32)  # ZMTP 3.0, by RFC 23


class Attacks(KernelTest):
    """Messages that are cut, unsigned, repeated, malformed or enormous, and peers without the key, get nothing and do no harm."""

    def setUp(self):
        super().setUp()
        self.info = self.kernel.manager.get_connection_info()
        self.context = zmq.Context()
        self.marks = tempfile.NamedTemporaryFile()

    def tearDown(self):
        self.context.destroy(linger=0)
        self.marks.close()
        if self.kernel is not None:
            self.assert_lives()
            self.assertTrue(self.kernel.manager.is_alive())

    def connect(self, channel, kind=zmq.DEALER):
        peer = self.context.socket(kind)
        peer.connect(f"tcp://127.0.0.1:{self.info[channel + '_port']}")
        return peer

    def raw(self, channel):
        peer = socket.create_connection(("127.0.0.1", self.info[channel + "_port"]), timeout=10)
        self.addCleanup(peer.close)
        return peer

    def mark(self):
        """A cell that leaves a mark when it runs."""
        return f"!echo ran >> {self.marks.name}"

    def marked(self):
        with open(self.marks.name) as file:
            return file.read().count("ran")

    def frames(self, key, kind="execute_request", content=None):
        session = Session(key=key)
        message = session.msg(kind, content if content is not None else {"code": self.mark(), "silent": False})
        return session.serialize(message)

    def key(self):
        return self.info["key"] if isinstance(self.info["key"], bytes) else self.info["key"].encode()

    def test_without_the_key(self):
        peers = {}
        for name, key in ("unsigned", b""), ("another key", b"guessed"):
            for channel in "shell", "control", "stdin":
                peer = peers[name, channel] = self.connect(channel)
                for kind, content in (("execute_request", None), ("kernel_info_request", {}), ("shutdown_request", {"restart": False})):
                    peer.send_multipart(self.frames(key, kind, content))
        time.sleep(WAIT)
        self.assertEqual([whose for whose, peer in peers.items() if peer.poll(0)], [], "these were answered")
        self.assertEqual(self.marked(), 0)

    def test_repeated(self):
        """A message that was overheard is not taken twice."""
        frames = self.frames(self.key())
        overheard = self.connect("shell")
        for _ in range(3):
            overheard.send_multipart(frames)
        wait_until(lambda: self.marked(), 10)
        self.connect("shell").send_multipart(frames)
        time.sleep(WAIT)
        self.assertEqual(self.marked(), 1)

    def test_cut(self):
        frames = self.frames(self.key())
        peer = self.connect("shell")
        for length in range(1, len(frames)):
            peer.send_multipart(frames[:length])
            peer.send_multipart(frames[length:])
        for i, frame in enumerate(frames):
            peer.send_multipart(frames[:i] + [frame[: len(frame) // 2]] + frames[i + 1:])
        peer.send_multipart([b""] * 10)
        peer.send_multipart([frames[0]] * 10)
        self.assertFalse(peer.poll(WAIT * 1000), "it was answered")
        self.assertEqual(self.marked(), 0)

    def test_malformed_by_one_who_has_the_key(self):
        session = Session(key=self.key())
        peer = self.connect("shell")
        good = [session.pack(part) for part in (session.msg_header("execute_request"), {}, {}, {"code": self.mark()})]
        for i in range(4):
            for part in b"", b"null", b"[]", b"{", b"7", b'"text"', b"\xff\xfe", b"{} {}", b"[" * 100_000:
                parts = good[:i] + [part] + good[i + 1:]
                peer.send_multipart([b"<IDS|MSG>", session.sign(parts), *parts])
        self.assertEqual(self.kernel.run("%%\nfmt.Println(1)").text, "1\n")
        self.assertEqual(self.marked(), 0)

    def test_odd_contents(self):
        """Contents of the wrong types come to nothing, or to an answer."""
        session = Session(key=self.key())
        for channel in "shell", "control", "stdin":
            peer = self.connect(channel)
            for kind in ("execute_request", "complete_request", "inspect_request", "history_request", "is_complete_request", "comm_open",
                         "comm_msg", "comm_close", "comm_info_request", "input_reply", "unknown_request", "", "interrupt_request"):
                for content in ({}, {"code": 7, "cursor_pos": "x"}, {"code": None}, {"code": "", "cursor_pos": -5, "detail_level": 9},
                                {"n": -1, "hist_access_type": "tail"}, {"hist_access_type": "search", "pattern": "[", "n": 1 << 62},
                                {"comm_id": 3, "data": None}, {"value": {"a": 1}}):
                    peer.send_multipart(session.serialize(session.msg(kind, content)))
        time.sleep(WAIT)  # the interrupts among them have done what they do
        self.assert_lives()

    def test_enormous_message(self):
        """One that is larger than any picture, in earnest and signed."""
        peer = self.connect("shell")
        peer.send_multipart(self.frames(self.key(), content={"code": self.mark(), "padding": "x" * (200 << 20)}))
        time.sleep(WAIT)
        self.assert_lives()
        self.assertEqual(self.marked(), 0)
        self.assert_small()

    FITTING = {"iopub": b"SUB", "hb": b"REQ"}  # who talks to a channel

    def test_frame_that_claims_to_be_enormous(self):
        for channel in "shell", "control", "stdin", "iopub", "hb":
            for size in (1 << 63) - 1, 1 << 40, 1 << 33:
                with self.subTest(channel, size=size):
                    peer = self.raw(channel)
                    peer.sendall(GREETING + self.ready(self.FITTING.get(channel, b"DEALER")) + b"\x02" + struct.pack(">Q", size) + b"x" * 1000)
                    self.assert_closed(peer)
        self.assert_small()

    def ready(self, kind):
        body = b"\x05READY\x0bSocket-Type" + struct.pack(">I", len(kind)) + kind
        return bytes([4, len(body)]) + body

    def assert_closed(self, peer):
        try:
            while peer.recv(4096):
                pass
        except ConnectionResetError:
            pass

    def assert_small(self):
        for program, (memory, _) in self.kernel.memory().items():
            if program in ("gonb", "first-neuron-kernel"):
                self.assertLess(memory, 600 << 20, f"bytes of {program}")

    def test_other_protocols(self):
        for channel in "shell", "control", "stdin", "iopub", "hb":
            for said in b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" + b"x" * 100, b"\x16\x03\x01" + b"\0" * 200, bytes(64), b"\xff" * 64:
                peer = self.raw(channel)
                peer.sendall(said)

    def test_a_hundred_silent_peers(self):
        for channel in "shell", "control", "stdin", "iopub", "hb":
            for _ in range(100):
                self.raw(channel)
        self.kernel.client.stop_channels()  # the front end comes again, behind all of them
        self.kernel.client = self.kernel.manager.client()
        self.kernel.client.start_channels()
        self.kernel.client.wait_for_ready(timeout=10)

    def test_listener_that_never_reads(self):
        peer = self.raw("iopub")
        peer.sendall(GREETING + self.ready(b"SUB") + b"\x00\x01\x01")
        time.sleep(0.2)
        cell = self.kernel.run('import "github.com/janpfeifer/gonb/gonbui"\n%%\nfor range 40 {\n\tgonbui.DisplayHtml(strings.Repeat("x", 1<<20))\n}', timeout=90)
        self.assertEqual((cell.status, len(cell.of("display_data"))), ("ok", 40))

    def test_another_user(self):
        """Only the user whose kernel it is may listen: outputs are for everybody on the machine otherwise."""
        if not is_root():
            self.skipTest("only root can play another user")
        for channel, kind in ("iopub", zmq.SUB), ("shell", zmq.DEALER), ("hb", zmq.REQ):
            with self.subTest(channel):
                self.assertEqual(self.heard_by_another_user(channel, kind), b"nothing")

    def heard_by_another_user(self, channel, kind):
        """What a process of another user hears while a cell prints: nothing or something."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            answer = b"failed"
            try:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
                peer = zmq.Context().socket(kind)
                peer.linger = 0
                if kind == zmq.SUB:
                    peer.subscribe(b"")
                peer.connect(f"tcp://127.0.0.1:{self.info[channel + '_port']}")
                if kind == zmq.REQ:
                    peer.send(b"beat")
                elif kind == zmq.DEALER:
                    peer.send_multipart(self.frames(self.key()))  # even with the key
                os.write(writing, b".")
                answer = b"something" if peer.poll(2000) else b"nothing"
            finally:
                os.write(writing, answer)
                os._exit(0)
        os.close(writing)
        try:
            self.assertEqual(os.read(reading, 1), b".")
            time.sleep(0.5)
            self.kernel.run('%%\nfmt.Println("a secret")')
            return os.read(reading, 100)
        finally:
            os.close(reading)
            os.waitpid(child, 0)
