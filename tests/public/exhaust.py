"""All whole numbers that a system allows, by trying them: bounds first, then one value after another."""


class Solver:
    def __init__(self, system, most):
        self.index = {}
        number = lambda k: self.index.setdefault(system.find(k), len(self.index))
        self.sums = []
        for total, parts in system.sums:
            self.sums.append((number(total), [number(p) for p in parts]))
        for key in system.cells:
            number(key)
        self.system = system
        self.low = [0] * len(self.index)
        self.high = [most] * len(self.index)
        for key, at in self.index.items():
            if key in system.value:
                self.low[at] = self.high[at] = system.value[key]
        self.uses = [[] for _ in self.index]
        for i, (total, parts) in enumerate(self.sums):
            for at in {total, *parts}:
                self.uses[at].append(i)
        assert self.narrow(self.low, self.high, range(len(self.sums)))

    def narrow(self, low, high, first):
        """Bounds until nothing moves; False where one is empty."""
        queue, queued = list(first), set(first)
        while queue:
            i = queue.pop()
            queued.discard(i)
            total, parts = self.sums[i]
            a, b = sum(low[p] for p in parts), sum(high[p] for p in parts)
            moved = []
            if a > low[total]:
                low[total] = a
                moved.append(total)
            if b < high[total]:
                high[total] = b
                moved.append(total)
            if low[total] > high[total]:
                return False
            for p in parts:
                x, y = low[total] - (b - high[p]), high[total] - (a - low[p])
                if x > low[p]:
                    b_, low[p] = b, x
                    a = sum(low[q] for q in parts)
                    moved.append(p)
                if y < high[p]:
                    high[p] = y
                    b = sum(high[q] for q in parts)
                    moved.append(p)
                if low[p] > high[p]:
                    return False
            for at in moved:
                for k in self.uses[at]:
                    if k not in queued:
                        queued.add(k)
                        queue.append(k)
        return True

    def search(self, low, high):
        """A solution within the bounds, or None."""
        open_ = [i for i in range(len(low)) if low[i] < high[i]]
        if not open_:
            return low
        at = min(open_, key=lambda i: (high[i] - low[i], i))
        for value in range(low[at], high[at] + 1):
            lo, hi = low[:], high[:]
            lo[at] = hi[at] = value
            if self.narrow(lo, hi, self.uses[at]):
                found = self.search(lo, hi)
                if found is not None:
                    return found
        return None

    def values(self, wanted, least):
        """For each wanted cell at least `least` of the values that it can have, or all."""
        seen = {k: set() for k in wanted}

        def note(solution):
            for k in wanted:
                seen[k].add(solution[self.index[self.system.find(k)]])
        for k in wanted:
            at = self.index[self.system.find(k)]
            for value in range(self.low[at], self.high[at] + 1):
                if len(seen[k]) >= least:
                    break
                if value in seen[k]:
                    continue
                low, high = self.low[:], self.high[:]
                low[at] = high[at] = value
                if self.narrow(low, high, self.uses[at]):
                    solution = self.search(low, high)
                    if solution is not None:
                        note(solution)
        return seen
