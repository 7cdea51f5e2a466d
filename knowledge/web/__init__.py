"""What visitors are shown: lists, menus, explained terms and the public views."""
