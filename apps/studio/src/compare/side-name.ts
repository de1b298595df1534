import type { BothLanguages } from '@madoguchi/schemas'
import type { SideRef } from './compare-link.ts'

const longestMessage = 40

/** What people call a side; a release or a request with the message that it was made with. */
export function sideName(side: SideRef, about = ''): BothLanguages {
  const [line = ''] = about.split('\n')
  const more = line === '' ? '' : [...line].length > longestMessage ? `${[...line].slice(0, longestMessage).join('')}…` : line
  switch (side.kind) {
    case 'draft':
      return { ja: '下書き（保存済み）', en: 'Draft (as saved)' }
    case 'request':
      return { ja: `承認依頼 ${side.id}${more && `　${more}`}`, en: `Approval request ${side.id}${more && ` – ${more}`}` }
    case 'flow':
      return { ja: `フロー「${side.flow}」（下書き）`, en: `Flow "${side.flow}" (draft)` }
    case 'template':
      return { ja: `「${side.flow}」のひな形`, en: `Template of "${side.flow}"` }
    case 'release':
      return { ja: `第${side.number}版${more && `　${more}`}`, en: `Release ${side.number}${more && ` – ${more}`}` }
  }
}
