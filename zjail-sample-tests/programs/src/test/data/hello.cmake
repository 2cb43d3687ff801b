message("hello")
