import type { CallFlow } from '@madoguchi/schemas'
import { useMemo } from 'react'
import styles from './Gallery.module.css'

const card = { width: 250, height: 96 }

/** A flow in small, drawn from its own layout: what is heard and asked is not to be read here, only its shape. */
export function FlowPicture({ flow }: { flow: CallFlow }) {
  const { places, wires, box } = useMemo(() => drawing(flow), [flow])
  return (
    <svg className={styles.picture} viewBox={box} aria-hidden preserveAspectRatio="xMidYMid meet">
      {wires.map(({ key, d }) => (
        <path key={key} d={d} className={styles.wire} />
      ))}
      {places.map(({ id, x, y }) => (
        <rect key={id} x={x} y={y} width={card.width} height={card.height} rx={14} className={id === flow.entry ? styles.entry : styles.node} />
      ))}
    </svg>
  )
}

function drawing({ nodes, layout = {} }: CallFlow) {
  const places = Object.keys(nodes).map((id, index) => {
    const [x = (index % 6) * 320, y = Math.floor(index / 6) * 180] = layout[id] ?? []
    return { id, x, y }
  })
  const at = new Map(places.map((place) => [place.id, place]))
  const wires = Object.entries(nodes).flatMap(([id, { next }]) =>
    Object.entries(next).flatMap(([exit, target]) => {
      const [from, to] = [at.get(id), at.get(target)]
      if (!from || !to) return []
      const [x1, y1, x2, y2] = [from.x + card.width, from.y + card.height / 2, to.x, to.y + card.height / 2]
      return [{ key: `${id} ${exit}`, d: `M${x1} ${y1}C${x1 + 60} ${y1} ${x2 - 60} ${y2} ${x2} ${y2}` }]
    }),
  )
  const edge = (pick: (place: { x: number; y: number }) => number, most: boolean) => (places.length === 0 ? 0 : (most ? Math.max : Math.min)(...places.map(pick)))
  const [left, top] = [edge(({ x }) => x, false) - 20, edge(({ y }) => y, false) - 20]
  const [width, height] = [edge(({ x }) => x, true) - left + card.width + 20, edge(({ y }) => y, true) - top + card.height + 20]
  return { places, wires, box: `${left} ${top} ${width} ${height}` }
}
