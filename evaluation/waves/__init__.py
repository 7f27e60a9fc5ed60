"""The bench of the waves room: two generators, peers in the same run, figures with intervals, floors."""
