"""A long line to a server: a relay on this machine that hands on every byte late. `relay(host, port, milliseconds)` is a context that
gives the port to connect to; half of the round trip is spent each way, and the order of bytes is kept."""

import asyncio
import contextlib
import threading


async def _hand_on(reader, writer, seconds):
    loop, waiting = asyncio.get_running_loop(), asyncio.Queue()

    async def late():
        while (chunk := await waiting.get()) is not None:
            due, data = chunk
            await asyncio.sleep(max(0, due - loop.time()))
            writer.write(data)
        writer.close()

    sender = asyncio.create_task(late())
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(65536):
            waiting.put_nowait((loop.time() + seconds, data))
    waiting.put_nowait(None)
    await sender


@contextlib.contextmanager
def relay(host, port, milliseconds):
    loop, started = asyncio.new_event_loop(), threading.Event()
    seconds, found = milliseconds / 2000, []

    async def serve(reader, writer):
        behind_reader, behind_writer = await asyncio.open_connection(host, port)
        with contextlib.suppress(ConnectionError):
            await asyncio.gather(_hand_on(reader, behind_writer, seconds), _hand_on(behind_reader, writer, seconds))

    async def listen():
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        found.append(server.sockets[0].getsockname()[1])
        started.set()

    loop.create_task(listen())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    started.wait()
    try:
        yield found[0]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
