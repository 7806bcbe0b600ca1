"""Two people side by side, and the decision whether two are one."""
