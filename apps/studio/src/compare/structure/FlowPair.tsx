import type { DescribedChange } from '@madoguchi/engine'
import { Button } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { parse } from '../../draft/json.ts'
import { referenceTitles } from '../../editor/names.ts'
import { inLanguage, useLanguage, useWords } from '../../i18n/words.ts'
import { type ComparedFlow, type Comparison, type Side, comparedFlow, sides } from '../comparison.ts'
import { compareWords } from '../words.ts'
import { DiffCanvas } from './DiffCanvas.tsx'
import styles from './Structure.module.css'
import { type GraphFacts, diffGraph, subFlowsOf } from './diff-graph.ts'
import { edgeId, exitOf, idOn } from './diff-marks.ts'
import { LinkedViews, type Point } from './linked-views.ts'

interface FlowPairProps {
  comparison: Comparison
  document: string
  chosen: DescribedChange | undefined
  onChoose(change: DescribedChange): void
  onFlow(document: string): void
}

/** Two versions of a flow on canvases that move together. */
export function FlowPair({ comparison, document, chosen, onChoose, onFlow }: FlowPairProps) {
  const t = useWords(compareWords)
  const flow = useMemo(() => comparedFlow(comparison, document), [comparison, document])
  const facts = useFacts(comparison, document, flow)
  const [views] = useState(() => new LinkedViews())
  const { onReady, show } = useShown(views, flow, chosen)
  // Where something without a change is chosen, its twin is brought beside it.
  const choose = useCallback(
    (side: Side, id: string) => {
      const change = flow && facts && changeAt(side, id, facts.changes, flow)
      if (change) onChoose(change)
      else if (flow && !id.includes(' ')) show(side === 'before' ? { before: id, after: flow.matches.get(id) } : { after: id, before: [...flow.matches].find(([, now]) => now === id)?.[0] })
    },
    [facts, flow, onChoose, show],
  )
  if (!flow || !facts) return null
  return (
    <div className={styles.pair}>
      <SubFlows comparison={comparison} flow={flow} onFlow={onFlow} />
      <div className={styles.zoom}>
        <Button variant="default" size="compact-sm" aria-label={t('zoomOut')} title={t('zoomOut')} onClick={() => views.zoomBy(1 / 1.25)}><IconMinus aria-hidden size={16} /></Button>
        <Button variant="default" size="compact-sm" aria-label={t('zoomIn')} title={t('zoomIn')} onClick={() => views.zoomBy(1.25)}><IconPlus aria-hidden size={16} /></Button>
      </div>
      <div className={styles.canvases}>
        {sides.map((side) => (
          <SideCanvas key={side} side={side} facts={facts} chosen={chosen} views={views} onChoose={choose} onReady={onReady} />
        ))}
      </div>
    </div>
  )
}

function SideCanvas({ side, facts, chosen, views, onChoose, onReady }: { side: Side; facts: GraphFacts; chosen: DescribedChange | undefined; views: LinkedViews; onChoose(side: Side, id: string): void; onReady: (side: Side, middleOf: (id: string) => Point | undefined) => void }) {
  const t = useWords(compareWords)
  const { nodes, edges } = useMemo(() => diffGraph(side, facts, chosen ? chosenIds(side, chosen, facts.flow) : new Set()), [side, facts, chosen])
  const choose = useCallback((id: string) => onChoose(side, id), [side, onChoose])
  return (
    <div className={styles.side}>
      <h2>{t(side)}</h2>
      {facts.flow[side] ? <DiffCanvas side={side} nodes={nodes} edges={edges} views={views} onChoose={choose} onReady={onReady} /> : <p className={styles.absent}>{t('notThere', { side: t(side) })}</p>}
    </div>
  )
}

/** The flows that this one leads to, with how much changed inside them: sub-flows are followed, not only named. */
function SubFlows({ comparison, flow, onFlow }: { comparison: Comparison; flow: ComparedFlow; onFlow(document: string): void }) {
  const t = useWords(compareWords)
  const language = useLanguage()
  const ids = useMemo(() => [...new Set(sides.flatMap((side) => Object.keys(flow[side]?.nodes ?? {}).flatMap((id) => subFlowsOf(flow[side] as NonNullable<ComparedFlow[Side]>, id))))], [flow])
  if (ids.length === 0) return null
  return (
    <p className={styles.subFlows}>
      {t('subFlows')}：
      {ids.map((id) => {
        const title = inLanguage(comparison.context.after.documents.call.get(id)?.title ?? comparison.context.before.documents.call.get(id)?.title, language) || id
        const count = comparison.groups.find(({ document }) => document === `call/${id}`)?.changes.length ?? 0
        return count > 0 ? <button key={id} type="button" onClick={() => onFlow(`call/${id}`)}>{t('subFlowCount', { title, count })}</button> : <span key={id}>{t('subFlowSame', { title })}</span>
      })}
    </p>
  )
}

function useFacts(comparison: Comparison, document: string, flow: ComparedFlow | undefined): GraphFacts | undefined {
  const t = useWords(compareWords)
  const language = useLanguage()
  return useMemo(() => {
    if (!flow) return undefined
    const { files, groups, context } = comparison
    const documents = Object.fromEntries([...Object.entries(files.before), ...Object.entries(files.after)].flatMap(([path, text]) => {
      const value = parse(text)
      return value === undefined ? [] : [[path, value] as const]
    }))
    return {
      flow, language, titles: referenceTitles(documents, language),
      changes: groups.find((group) => group.document === document)?.changes ?? [],
      markText: (mark) => t(mark),
      insideText: (id) => {
        const group = groups.find((candidate) => candidate.document === `call/${id}`)
        return group ? t('inside', { title: inLanguage(context.after.documents.call.get(id)?.title ?? group.title, language), count: group.changes.length }) : ''
      },
      labels: { node: (title, type) => t('cardLabel', { title, type }), edge: (from, exit, to) => t('edgeLabel', { from, exit, to }) },
    }
  }, [comparison, document, flow, language, t])
}

/** Ids of what a change is about on one side: the node, and of a rewired one the wire. */
function chosenIds(side: Side, { change }: DescribedChange, flow: ComparedFlow): ReadonlySet<string> {
  const id = idOn(side, change, flow)
  const exit = exitOf(change)
  if (id !== undefined) return new Set(exit === undefined ? [id] : [id, edgeId(id, exit)])
  // A new entry is a change of the flow itself: the node that it names is the one to look at.
  const named = change.node === undefined ? change[side] : undefined
  return new Set(typeof named === 'string' && change.change === 'rewired' ? [named] : [])
}

function changeAt(side: Side, id: string, changes: readonly DescribedChange[], flow: ComparedFlow): DescribedChange | undefined {
  const [node = '', exit] = id.split(' ')
  const ofNode = changes.filter(({ change }) => idOn(side, change, flow) === node)
  return exit === undefined ? ofNode[0] : ofNode.find(({ change }) => exitOf(change) === exit)
}

/** Brings the chosen change into the middle of both canvases, as soon as they have drawn it. */
function useShown(views: LinkedViews, flow: ComparedFlow | undefined, chosen: DescribedChange | undefined) {
  const middles = useRef<Partial<Record<Side, (id: string) => Point | undefined>>>({})
  const show = useCallback(
    (ids: Partial<Record<Side, string | undefined>>) => {
      const place = (side: Side) => {
        const id = ids[side]
        return id === undefined ? undefined : middles.current[side]?.(id)
      }
      const [before, after] = [place('before'), place('after')]
      views.show({ ...(before ? { before } : {}), ...(after ? { after } : {}) })
    },
    [views],
  )
  const showChosen = useCallback(() => {
    if (!flow) return
    const entry = { before: flow.before?.entry, after: flow.after?.entry }
    const id = (side: Side) => (chosen ? [...chosenIds(side, chosen, flow)][0] : undefined)
    const ids = { before: id('before'), after: id('after') }
    show(ids.before === undefined && ids.after === undefined ? entry : ids)
  }, [flow, chosen, show])
  useEffect(showChosen, [showChosen])
  const latest = useRef(showChosen)
  useEffect(() => {
    latest.current = showChosen
  }, [showChosen])
  const onReady = useCallback((side: Side, middleOf: (id: string) => Point | undefined) => {
    middles.current[side] = middleOf
    latest.current()
  }, [])
  return { onReady, show }
}
