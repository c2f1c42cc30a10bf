"""What `make run` prints when everything stands: address, log-ins, a tour of two minutes."""

from linli.cli.say import say
from linli.demo.public import TOUR_SLUG, logins


def print_tour(address: str, *, demo: bool) -> None:
    say(f"\n  Linli 邻里 is at {address}/\n")
    if not demo:
        return
    home = f"{address}/c/{TOUR_SLUG}"
    say("  Log-ins (generated at first start; all of them: linli demo --logins)")
    for login in logins(TOUR_SLUG):
        say(f"    {login.role:<16} {login.login:<24} {login.password}")
    say(f"""
  Two minutes:
    1. {home}/report/            no account: “stairwell dark”, 2号楼4单元; keep the number
    2. sign in as grid_worker    {home}/work/today/   find it, settle it or pass it up
    3. sign in as committee      {home}/work/cases/   dispatch it, watch both clocks, check, close
    4. {home}/query/             the resident looks with the number and rates it
    5. {home}/cases/             the public board: answered
    6. {home}/bulletins/         the bulletin: every figure opens its rows; Word, Excel or print
    7. {home}/activities/        what is on: sign up; {home}/rooms/ a room to book

  Ctrl-C stops everything.
""")
