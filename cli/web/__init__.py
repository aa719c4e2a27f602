"""The review page: a second shell, in the browser, over the functions of the first."""
