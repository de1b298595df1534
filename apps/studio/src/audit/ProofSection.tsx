import { Alert, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { toFailure } from '../app/failure.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { timeText } from '../sessions/SessionTable.tsx'
import type { AuditProof, AuditSource } from './audit-source.ts'
import css from './audit.module.css'
import { auditWords } from './words.ts'

/** Proves that nothing was altered, taken out or cut. It runs only when asked for: a long log takes a while. */
export function ProofSection({ source, onOpen }: { source: AuditSource; onOpen(n: number): void }) {
  const say = useWords(auditWords)
  const language = useLanguage()
  const proving = useMutation({ mutationFn: async () => ({ proof: await source.verify(), at: Date.now() }) })
  return (
    <section className={css.card} aria-labelledby="audit-proof">
      <h2 id="audit-proof">{say('proof')}</h2>
      <p>{say('proofWhat')}</p>
      <div className={css.tools}>
        <Button onClick={() => !proving.isPending && proving.mutate()} aria-busy={proving.isPending}>{say(proving.isPending ? 'verifying' : 'verify')}</Button>
      </div>
      <div role="status">
        {proving.error && <Alert color="red" variant="outline">{say('proofFailed', { said: toFailure(proving.error).said[language] })}</Alert>}
        {proving.data && !proving.isPending && <Verdict {...proving.data} onOpen={onOpen} />}
      </div>
    </section>
  )
}

function Verdict({ proof, at, onOpen }: { proof: AuditProof; at: number; onOpen(n: number): void }) {
  const say = useWords(auditWords)
  const language = useLanguage()
  const { ok, firstBroken, entries } = proof
  const place = firstBroken && 'entry' in firstBroken && firstBroken.entry <= entries && firstBroken.why !== 'missing' ? firstBroken.entry : undefined
  return (
    <Alert color={ok ? 'green' : 'red'} variant="outline" title={say(ok ? 'sound' : 'broken')}>
      <p>{proof.said[language]}</p>
      <p>{proof.againstSaid[language]}</p>
      <p className={css.soft}>{say('checked', { at: timeText(at, language) })}</p>
      {place !== undefined && place > 0 && <Button variant="outline" onClick={() => onOpen(place)}>{say('toBroken', { number: place })}</Button>}
    </Alert>
  )
}
