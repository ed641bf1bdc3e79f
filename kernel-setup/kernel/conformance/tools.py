"""What the kernel promises to programs around a notebook: messages of widgets, outputs that are cleared, papermill, nbconvert."""

import uuid

from case import KernelTest


class Comms(KernelTest):
    """A connection that nobody here can serve is closed at once, and the kernel knows which ones are open."""

    def open(self, target, **more):
        id = uuid.uuid4().hex
        return id, self.tell("comm_open", {"comm_id": id, "target_name": target, "data": {}, **more})

    def tell(self, kind, content):
        """Sends a message and returns what is published for it, as (type, content), between busy and idle."""
        message = self.kernel.client.session.msg(kind, content)
        self.kernel.client.shell_channel.send(message)
        published = []
        while True:
            got = self.kernel.client.get_iopub_msg(timeout=10)
            if got["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            if got["msg_type"] == "status" and got["content"]["execution_state"] == "idle":
                return published
            if got["msg_type"] != "status":
                published.append((got["msg_type"], got["content"]))

    def known(self, *target):
        reply, _ = self.kernel.ask("comm_info", *target)
        self.assertEqual(reply["status"], "ok")
        return reply["comms"]

    def test_unknown_target_is_closed(self):
        id, published = self.open("jupyter.widget")
        self.assertEqual(published, [("comm_close", {"comm_id": id, "data": {}})])
        self.assertNotIn(id, self.known())

    def test_known_target_stays_open_until_it_is_closed(self):
        id, published = self.open("gonb_comm")
        self.assertEqual(published, [])
        self.assertEqual(self.known()[id], {"target_name": "gonb_comm"})
        self.assertEqual(self.known("gonb_comm")[id], {"target_name": "gonb_comm"})
        self.assertEqual(self.known("another"), {})
        self.tell("comm_close", {"comm_id": id, "data": {}})
        self.assertNotIn(id, self.known())

    def test_messages_to_nobody_are_dropped(self):
        for kind, content in [("comm_msg", {"comm_id": "nobody", "data": {}}), ("comm_close", {"comm_id": "nobody"}),
                              ("comm_open", {}), ("comm_open", {"comm_id": 7}), ("comm_msg", {"data": None})]:
            self.assertEqual(self.tell(kind, content), [], kind)
        self.assert_lives()
