"""A door of TLS in front of a server that speaks HTTP, as nginx is before many a JupyterHub."""

import asyncio
import contextlib
import os
import ssl
import subprocess
import threading


@contextlib.contextmanager
def door(folder, port, behind):
    """Listens at a port, and passes all that comes on to the port behind it. The certificate is made in folder."""
    loop = asyncio.new_event_loop()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(folder))

    async def pass_on(reader, writer):
        try:
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", behind)
            await asyncio.gather(pour(reader, inner_writer), pour(inner_reader, writer))
        except OSError:  # one side has gone
            writer.close()

    server = loop.run_until_complete(asyncio.start_server(pass_on, "127.0.0.1", port, ssl=context))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


async def pour(reader, writer):
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


def certificate(folder):
    """Makes a certificate that nobody has signed. Returns its file and that of its key."""
    files = [os.path.join(folder, name) for name in ("hub.crt", "hub.key")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-out", files[0], "-keyout", files[1],
                    "-days", "2", "-subj", "/CN=127.0.0.1"], check=True, capture_output=True)
    return files
