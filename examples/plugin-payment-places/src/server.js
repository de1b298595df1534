// @ts-check
// The server's side: services that executors ask over the product. It runs in a process of its own, too, and may read the files of this package.
import { readFileSync } from 'node:fs'

/** @typedef {{ name: string, kind: string, area: string, at: [latitude: number, longitude: number] }} StoredPlace */

/** @type {{ areas: Record<string, [number, number]>, places: StoredPlace[] }} */
const data = JSON.parse(readFileSync(new URL('../data/places.json', import.meta.url), 'utf8'))

export const services = {
  /**
   * The places nearest to the area of a postal code (its first three digits), the nearest first; none for a code outside the prefecture.
   * @param {{ postalCode: string, kinds: string[], most: number }} input
   */
  nearest({ postalCode, kinds, most }) {
    const here = data.areas[postalCode.slice(0, 3)]
    if (here === undefined) return { places: [] }
    const places = data.places
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ name, kind, area, at }) => ({ name, kind, area, kilometres: Math.max(1, Math.round(kilometresBetween(here, at))) }))
      .sort((a, b) => a.kilometres - b.kilometres)
      .slice(0, most)
    return { places }
  },
}

/**
 * On a sphere (haversine); good to half a percent, and a postal area is wider than that.
 * @param {[number, number]} a
 * @param {[number, number]} b
 */
function kilometresBetween([latitudeA, longitudeA], [latitudeB, longitudeB]) {
  const radians = Math.PI / 180
  const half = (/** @type {number} */ degrees) => Math.sin((degrees * radians) / 2) ** 2
  const h = half(latitudeB - latitudeA) + Math.cos(latitudeA * radians) * Math.cos(latitudeB * radians) * half(longitudeB - longitudeA)
  return 2 * 6371 * Math.asin(Math.sqrt(h))
}
