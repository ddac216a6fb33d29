"""The program shown at work without a display: the real window, real keys and clicks, pictures of it."""
