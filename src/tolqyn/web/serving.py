"""The server: one process, a pool of threads for questions."""

import uvicorn
from anyio import to_thread

from tolqyn.web.app import create_app
from tolqyn.web.house import House
from tolqyn.web.options import Options, required_private


def serve(house: House) -> None:
    """Serve until interrupted; raises `Invalid` where others could reach pages that know no users."""
    options: Options = required_private(house.options, has_users=house.people.any())
    app = create_app(house)

    async def few_threads() -> None:
        to_thread.current_default_thread_limiter().total_tokens = options.threads

    app.router.on_startup.append(few_threads)
    uvicorn.run(app, host=options.host, port=options.port, log_level="warning", server_header=False, date_header=False)
