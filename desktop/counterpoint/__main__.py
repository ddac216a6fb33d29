"""`python -m counterpoint` is the same as the `counterpoint` command."""

from counterpoint.main import main

if __name__ == "__main__":
    raise SystemExit(main())
