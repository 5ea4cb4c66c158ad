"""graphlib."""


class CycleError(ValueError):
    pass


class TopologicalSorter:
    def __init__(self, graph=None):
        self._before = {}  # node -> how many of its predecessors are not done
        self._after = {}  # node -> its successors
        self._ready = None
        self._passed = set()
        self._done = set()
        self._open = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _node(self, node):
        if node not in self._before:
            self._before[node] = 0
            self._after[node] = []

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        self._node(node)
        self._before[node] += len(predecessors)
        for predecessor in predecessors:
            self._node(predecessor)
            self._after[predecessor].append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [node for node, count in self._before.items() if count == 0]
        cycle = self._cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def get_ready(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        nodes = tuple(self._ready)
        self._passed.update(nodes)
        self._open += len(nodes)
        self._ready.clear()
        return nodes

    def is_active(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return bool(self._open or self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for node in nodes:
            if node not in self._before:
                raise ValueError(f"node {node!r} was not added using add()")
            if node in self._done:
                raise ValueError(f"node {node!r} was already marked done")
            if node not in self._passed:
                raise ValueError(f"node {node!r} was not passed out (still not ready)")
            self._done.add(node)
            self._open -= 1
            for successor in self._after[node]:
                self._before[successor] -= 1
                if self._before[successor] == 0:
                    self._ready.append(successor)

    def static_order(self):
        self.prepare()
        while self.is_active():
            nodes = self.get_ready()
            yield from nodes
            self.done(*nodes)

    def _cycle(self):
        """The nodes of a cycle, the first one again at the end; None when there is none."""
        seen = set()
        for start in self._after:
            if start in seen:
                continue
            path = []
            place = {}
            branches = []
            node = start
            while True:
                if node in seen:
                    if node in place:
                        return path[place[node]:] + [node]
                else:
                    seen.add(node)
                    branches.append(iter(self._after[node]))
                    place[node] = len(path)
                    path.append(node)
                found = False
                while path:
                    following = next(branches[-1], _limen_missing)
                    if following is not _limen_missing:
                        node = following
                        found = True
                        break
                    del place[path.pop()]
                    branches.pop()
                if not found:
                    break
        return None
