import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconArrowsExchange, IconPrinter } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { toFailure } from '../app/failure.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { BehaviourView } from './behaviour/BehaviourView.tsx'
import { type Walk, walkInWorker } from './behaviour/walk-client.ts'
import styles from './Compare.module.css'
import { type CompareView, type SideRef, readSide, sideText } from './compare-link.ts'
import type { CompareSource } from './compare-source.ts'
import { type Comparison, compareFiles } from './comparison.ts'
import { JsonView } from './json/JsonView.tsx'
import { runtimeSource } from './runtime-source.ts'
import { sideName } from './side-name.ts'
import { SidePicker } from './SidePicker.tsx'
import { StructureView } from './structure/StructureView.tsx'
import { Unreadable } from './Unreadable.tsx'
import { compareWords } from './words.ts'

interface ComparePageProps {
  source?: CompareSource
  walk?: Walk
}

const views = ['structure', 'json', 'behaviour'] as const satisfies readonly CompareView[]

/** Two versions, three views over one difference. Nothing is changed here; everything chosen is in the address, so it can be sent to a colleague. */
export function ComparePage({ source = runtimeSource, walk = walkInWorker }: ComparePageProps) {
  const t = useWords(compareWords)
  const language = useLanguage()
  const [params, setParams] = useSearchParams()
  const [a, b] = [readSide(params.get('a')), readSide(params.get('b'))]
  const view = views.find((known) => known === params.get('view')) ?? 'structure'
  const put = (values: Partial<Record<'a' | 'b' | 'view', string>>) => setParams((now) => ({ ...Object.fromEntries(now), ...values }), { replace: true })
  const choices = useQuery({ queryKey: ['compare', 'choices'], queryFn: () => source.choices() })
  const nameOf = (side: SideRef | undefined) => (side ? inLanguage(choices.data?.find((choice) => sideText(choice.side) === sideText(side))?.name ?? sideName(side), language) : '')
  return (
    <div className={styles.page} data-compare-page>
      <div className={styles.heading}>
        <h1>{t('heading')}</h1>
        <Button variant="outline" leftSection={<IconPrinter aria-hidden size={18} />} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      <p className={styles.printed}>{t('printed', { before: nameOf(a), after: nameOf(b) })}</p>
      <div className={styles.sides}>
        <SidePicker label={t('before')} side={a} choices={choices.data ?? []} onPick={(side) => put({ a: sideText(side) })} />
        <Button variant="outline" leftSection={<IconArrowsExchange aria-hidden size={18} />} onClick={() => put({ ...(b ? { a: sideText(b) } : {}), ...(a ? { b: sideText(a) } : {}) })}>
          {t('swap')}
        </Button>
        <SidePicker label={t('after')} side={b} choices={choices.data ?? []} onPick={(side) => put({ b: sideText(side) })} />
        <SegmentedControl className={styles.views} aria-label={t('views')} value={view} onChange={(value) => put({ view: value })} data={views.map((value) => ({ value, label: t(value) }))} />
      </div>
      {choices.error && <Failed error={choices.error} again={() => void choices.refetch()} />}
      {!a || !b ? <Message text={t('choose')} /> : sideText(a) === sideText(b) ? <Message text={t('same')} /> : <Compared key={`${sideText(a)} ${sideText(b)}`} a={a} b={b} view={view} source={source} walk={walk} />}
    </div>
  )
}

function Compared({ a, b, view, source, walk }: { a: SideRef; b: SideRef; view: CompareView } & Required<ComparePageProps>) {
  const t = useWords(compareWords)
  // A release never changes; the draft and its requests are asked for again.
  const query = useQuery({ queryKey: ['compare', sideText(a), sideText(b)], queryFn: async () => Promise.all([source.files(a), source.files(b)]), staleTime: a.kind === 'release' && b.kind === 'release' ? Infinity : 0, refetchOnWindowFocus: false })
  const comparison = useMemo(() => query.data && compareFiles(...query.data), [query.data])
  if (query.error) return <Failed error={query.error} again={() => void query.refetch()} />
  if (!comparison) {
    return (
      <p className={styles.message} role="status">
        {t('loading')}…
      </p>
    )
  }
  return (
    <>
      <Unreadable items={comparison.unreadable} />
      <View comparison={comparison} a={a} b={b} view={view} source={source} walk={walk} />
    </>
  )
}

function View({ comparison, a, b, view, source, walk }: { comparison: Comparison; a: SideRef; b: SideRef; view: CompareView } & Required<ComparePageProps>) {
  if (view === 'json') return <JsonView comparison={comparison} />
  if (view === 'behaviour') return <BehaviourView comparison={comparison} sides={{ before: a, after: b }} source={source} walk={walk} />
  return <StructureView comparison={comparison} />
}

function Message({ text }: { text: string }) {
  return <p className={styles.message}>{text}</p>
}

function Failed({ error, again }: { error: unknown; again(): void }) {
  const t = useWords(compareWords)
  const language = useLanguage()
  return (
    <div className={styles.message} role="alert">
      <h2>{t('failed')}</h2>
      <p>{inLanguage(toFailure(error).said, language)}</p>
      <Button onClick={again}>{t('again')}</Button>
    </div>
  )
}

export default ComparePage
