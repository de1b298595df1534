import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import { notify } from '../app/notices.ts'
import { isObject } from '../draft/json.ts'
import { useWords } from '../i18n/words.ts'
import { useMe } from '../log-in/me.ts'
import { useAttempt } from '../log-in/use-attempt.ts'
import { usePermission } from '../log-in/use-permission.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import type { Clash } from './approvals-server.ts'
import styles from './approvals.module.css'
import type { PanelProps } from './DecisionPanel.tsx'
import { words } from './words.ts'

/** The live release has moved since the request was made: brings it up to date, asking its author where both changed the same place. */
export function Rebase({ server, request, onDone }: PanelProps) {
  const t = useWords(words)
  const mine = useMe(({ person }) => person?.id === request.author)
  const mayAsk = usePermission('approval.request')
  const { busy, failure, attempt, clear } = useAttempt()
  const clashes = clashesIn(failure?.code === 'APPROVAL_CONFLICT' ? failure.data : undefined)
  const rebase = (resolved?: Record<string, string | null>) =>
    void attempt(async () => {
      await server.rebase(request.id, resolved)
      notify('done', { ja: '依頼を最新の版に合わせ直しました。', en: 'The request is now a change to the newest release.' })
      onDone()
    })
  const clean = request.rebase === 'clean'
  return (
    <section className={styles.warning}>
      <p>{t(clean ? 'rebase-clean' : mine ? 'rebase-conflicts' : 'rebase-others', { number: request.live ?? '' })}</p>
      {clashes.length === 0 && <FailureLine failure={failure} />}
      {clashes.length > 0 && <Clashes clashes={clashes} busy={busy} onChoose={rebase} onCancel={clear} />}
      {clashes.length === 0 && mayAsk && (clean || mine) && (
        <div>
          <Button onClick={() => rebase()} aria-busy={busy}>
            {busy ? t('working') : t(clean ? 'rebase' : 'choose')}
          </Button>
        </div>
      )}
    </section>
  )
}

type Side = 'mine' | 'theirs'

function Clashes({ clashes, busy, onChoose, onCancel }: { clashes: readonly Clash[]; busy: boolean; onChoose(resolved: Record<string, string | null>): void; onCancel(): void }) {
  const t = useWords(words)
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({})
  const done = clashes.every(({ path }) => chosen[path] !== undefined)
  const choose = () => onChoose(Object.fromEntries(clashes.map((clash) => [clash.path, clash[chosen[clash.path] ?? 'mine']])))
  return (
    <>
      {clashes.map(({ path, mine, theirs }) => (
        <div key={path} className={styles.clash}>
          <Radio.Group label={path} value={chosen[path] ?? ''} onChange={(value) => setChosen({ ...chosen, [path]: value === 'theirs' ? 'theirs' : 'mine' })}>
            <Radio value="mine" label={t('useMine')} mt={8} />
            <Radio value="theirs" label={t('useTheirs')} mt={8} />
          </Radio.Group>
          <details>
            <summary>{t('showBoth')}</summary>
            <div className={styles.both}>
              <Text title={t('useMine')} text={mine ?? t('removed')} />
              <Text title={t('useTheirs')} text={theirs ?? t('removed')} />
            </div>
          </details>
        </div>
      ))}
      <div className={styles.actions}>
        <Button variant="outline" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button onClick={() => done && choose()} aria-disabled={!done} aria-busy={busy}>
          {busy ? t('working') : t('rebase')}
        </Button>
      </div>
    </>
  )
}

function Text({ title, text }: { title: string; text: string }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <pre tabIndex={0}>{text}</pre>
    </section>
  )
}

/** Read at a checked border: the data of a stated error has no type. */
function clashesIn(data: unknown): Clash[] {
  const documents = isObject(data) && Array.isArray(data.documents) ? data.documents : []
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return documents.flatMap((document): Clash[] => (isObject(document) && typeof document.path === 'string' ? [{ path: document.path, mine: text(document.mine), theirs: text(document.theirs) }] : []))
}
