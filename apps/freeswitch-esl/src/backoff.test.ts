import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffDelay } from './backoff.ts';

describe('backoffDelay', () => {
  it('doubles up to the bound and never leaves the upper half of it', () => {
    expect([0, 1, 2, 3, 10].map((attempt) => backoffDelay(attempt, () => 0, { firstMs: 100, mostMs: 700 }))).toEqual([
      50, 100, 200, 350, 350,
    ]);
    fc.assert(
      fc.property(fc.nat(100_000), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
        const delay = backoffDelay(attempt, () => random, { firstMs: 100, mostMs: 700 });
        expect(delay).toBeGreaterThanOrEqual(50);
        expect(delay).toBeLessThanOrEqual(700);
      }),
    );
  });

  it('differs with the random number', () => {
    expect(backoffDelay(0, () => 0.9, { firstMs: 1000 })).toBeGreaterThan(backoffDelay(0, () => 0.1, { firstMs: 1000 }));
  });
});
