"""Showing a screen, a window or a camera all the time: chosen, looked at before it is sent, seen while it lasts, ended at once.

A process of its own does the looking (`watcher`); what the person does and what follows from it is a pure machine (`machine`).
"""
