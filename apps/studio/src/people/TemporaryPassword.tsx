import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { copyText } from '../account/copy-text.ts'
import { useWords } from '../i18n/words.ts'
import { SecretOnce } from '../theme/SecretOnce.tsx'
import { words } from './words.ts'

/** Shown once; the server keeps only its hash, and the person must change it at once. */
export function TemporaryPassword({ loginName, password, onDone }: { loginName: string; password: string; onDone(): void }) {
  const t = useWords(words)
  return (
    <SecretOnce label={t('temporary')} text={t('temporaryText', { loginName })} secret={password}>
      <Button variant="outline" leftSection={<IconCopy aria-hidden size={20} />} onClick={() => void copyText(password)}>
        {t('copy')}
      </Button>
      <Button onClick={onDone}>{t('told')}</Button>
    </SecretOnce>
  )
}
