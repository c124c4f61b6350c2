"""Pictures from files, for every format.

`picture_file` says what is taken of a file and what is refused, `vector_drawing` does so for SVG and renders it,
`print_size` says how large and how fine a picture is printed. Imports the model, the theme and what stands below them.
"""
