import { Button, Group, Modal, Radio, SegmentedControl, Select } from '@mantine/core'
import type { CallFlow } from '@madoguchi/schemas'
import { type FormEvent, useState } from 'react'
import { say } from '../../app/notices.ts'
import { draft } from '../../draft/draft.ts'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { Field } from '../../theme/Field.tsx'
import { targetOf, wiresOf } from '../canvas/walk.ts'
import { edgeId, wireOf } from '../canvas/wire-id.ts'
import { type Command, groupNodes, itemOf, moveIntoGroup, moveIntoWire, moveNodes, nodesOfItems, placeBeside } from '../commands/index.ts'
import { exitTitle, nodeTitle, readingOrder } from '../names.ts'
import styles from './Outline.module.css'
import { useOutline } from './outline-store.ts'
import { words } from './words.ts'

type How = 'wire' | 'group' | 'beside'

/** Moves things without dragging: to another turn of the call, into a group, or to another place of the diagram (WCAG 2.5.7). */
export function MoveDialog({ path, flow }: { path: string; flow: CallFlow }) {
  const t = useWords(words)
  const language = useLanguage()
  const moving = useOutline((state) => state.moving)
  const close = () => useOutline.setState({ moving: undefined })
  const nodes = moving ? nodesOfItems(flow, moving) : []
  const [only] = nodes
  const title = nodes.length === 1 && only !== undefined ? t('moveTitle', { what: nodeTitle(flow.nodes[only], language) }) : t('moveMany', { count: moving?.length ?? 0 })
  return (
    <Modal opened={moving !== undefined} onClose={close} title={title} size="lg" closeButtonProps={{ 'aria-label': t('cancel') }}>
      {moving && <MoveForm path={path} flow={flow} items={moving} onDone={close} />}
    </Modal>
  )
}

function MoveForm({ path, flow, items, onDone }: { path: string; flow: CallFlow; items: readonly string[]; onDone(): void }) {
  const t = useWords(words)
  const nodes = nodesOfItems(flow, items)
  const [only] = nodes
  const one = nodes.length === 1 && items.length === 1 ? only : undefined
  const hows = ([one !== undefined && 'wire', nodes.length > 0 && 'group', items.length === 1 && 'beside'] as const).filter((how) => how !== false)
  const [how, setHow] = useState<How>(hows[0] ?? 'beside')
  const [to, setTo] = useState<string | null>(null)
  const [side, setSide] = useState<'right' | 'below'>('right')
  const [tried, setTried] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (to === null) return
    const command = commandFor(path, items, nodes, how, to, side)
    if (command) {
      draft.getState().run(command)
      say({ ja: `移しました（${command.label.ja}）`, en: `Moved (${command.label.en})` })
    }
    onDone()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Radio.Group
        label={t('moveHow')} value={how}
        onChange={(value) => {
          setHow(hows.find((known) => known === value) ?? 'beside')
          setTo(null)
        }}
      >
        {hows.map((name, index) => <Radio key={name} value={name} mt={8} label={t(name === 'wire' ? 'intoWire' : name === 'group' ? 'intoGroup' : 'beside')} data-autofocus={index === 0 || undefined} />)}
      </Radio.Group>
      <Place key={how} flow={flow} nodes={nodes} one={one} how={how} to={to} onChange={setTo} error={tried && to === null ? t('choosePlace') : undefined} />
      {how === 'beside' && <SegmentedControl aria-label={t('side')} value={side} onChange={(value) => setSide(value === 'below' ? 'below' : 'right')} data={[{ value: 'right', label: t('right') }, { value: 'below', label: t('below') }]} />}
      <Group>
        <Button type="submit">{t('moveDo')}</Button>
        <Button variant="outline" onClick={onDone}>{t('cancel')}</Button>
      </Group>
    </form>
  )
}

const none = '-'
const fresh = '+'

function Place({ flow, nodes, one, how, to, onChange, error }: { flow: CallFlow; nodes: readonly string[]; one: string | undefined; how: How; to: string | null; onChange(to: string | null): void; error: string | undefined }) {
  const t = useWords(words)
  const language = useLanguage()
  const order = readingOrder(flow)
  const name = (id: string) => nodeTitle(flow.nodes[id], language)
  const wires = order.flatMap((id) => wiresOf(flow, id)).filter((wire) => wire.from !== one && targetOf(flow, wire) !== one)
  const data = {
    wire: wires.map((wire) => ({ value: edgeId(wire), label: t('wireText', { from: name(wire.from), exit: exitTitle(flow.nodes[wire.from], wire.exit, language), to: name(targetOf(flow, wire) ?? '') }) })),
    group: [{ value: none, label: t('noGroup') }, { value: fresh, label: t('newGroup') }, ...Object.entries(flow.canvas?.groups ?? {}).map(([id, { title }]) => ({ value: `=${id}`, label: inLanguage(title, language) }))],
    beside: order.filter((id) => !nodes.includes(id)).map((id) => ({ value: id, label: `${name(id)}（${id}）` })),
  }[how]
  return (
    <Field label={t(how === 'wire' ? 'wire' : how === 'group' ? 'targetGroup' : 'other')} {...(how === 'wire' ? { support: t('wireHelp') } : {})} {...(error ? { error } : {})}>
      {(control) => <Select {...control} searchable data={data} value={to} onChange={onChange} />}
    </Field>
  )
}

function commandFor(path: string, items: readonly string[], nodes: readonly string[], how: How, to: string, side: 'right' | 'below'): Command | undefined {
  const [item] = items
  const [node] = nodes
  if (how === 'wire') return node === undefined ? undefined : moveIntoWire(path, node, wireOf(to))
  if (how === 'group') return to === fresh ? groupNodes(path, nodes, { ja: 'グループ', en: 'Group' }) : moveIntoGroup(path, nodes, to === none ? undefined : to.slice(1))
  if (item === undefined) return undefined
  const place = placeBeside(draft.getState().documents, path, item, to, side)
  return place && itemOf(item).kind !== 'group' ? moveNodes(path, { [item]: place }) : undefined
}
