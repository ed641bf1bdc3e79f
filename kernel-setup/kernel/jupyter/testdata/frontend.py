"""A front end on libzmq and Jupyter's own code: asks a kernel once, and writes as JSON what it heard.

    python frontend.py connection.json
"""
import json
import sys

import zmq
from jupyter_client.session import Session

connection = json.load(open(sys.argv[1]))
session = Session(key=connection["key"].encode())
context = zmq.Context()


def connect(kind, port, **options):
    socket = context.socket(kind)
    socket.linger = 0
    socket.rcvtimeo = 20_000
    for name, value in options.items():
        setattr(socket, name, value)
    if connection["transport"] == "ipc":
        socket.connect(f"ipc://{connection['ip']}-{connection[port]}")
    else:
        socket.connect(f"tcp://{connection['ip']}:{connection[port]}")
    return socket


heartbeat = connect(zmq.REQ, "hb_port")
output = connect(zmq.SUB, "iopub_port", subscribe=b"")
shell = connect(zmq.DEALER, "shell_port", identity=session.bsession)
stdin = connect(zmq.DEALER, "stdin_port", identity=session.bsession)


def receive(socket):
    _, message = session.recv(socket, mode=0)
    return message


heartbeat.send(b"ping")
beat = heartbeat.recv()
for _ in range(100):  # until the kernel knows that we listen to its output
    request = session.send(shell, "execute_request", {"code": "Grüße"}, buffers=[b"\x00\xff"])
    question = receive(stdin)
    session.send(stdin, "input_reply", {"value": "42"}, parent=question)
    reply = receive(shell)
    if output.poll(100):
        break
else:
    sys.exit("the kernel's output does not come")
stream = receive(output)
print(json.dumps({
    "beat": beat.decode(),
    "question": question["content"],
    "reply": reply["content"],
    "buffers": [bytes(buffer).hex() for buffer in reply["buffers"]],
    "right parent": reply["parent_header"]["msg_id"] == request["header"]["msg_id"],
    "stream": stream["content"],
    "kind": stream["msg_type"],
}))
context.destroy()
