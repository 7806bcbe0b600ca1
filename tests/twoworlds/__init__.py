"""Denied looks exactly like not held: two worlds that differ only in what an asker may not see."""
