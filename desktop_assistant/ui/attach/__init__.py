"""What goes with a message besides its words: pictures and text files, from the clipboard, the disk, the screen or a camera.

Sees core values and Qt; knows nothing of who will look at them but their limits.
"""
