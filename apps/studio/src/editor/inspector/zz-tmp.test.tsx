import { documentSchemas } from '@madoguchi/schemas'
import { MantineProvider } from '@mantine/core'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { DocumentForm } from './DocumentForm.tsx'
const col = (name: string, type = 'text') => ({ name, title: { ja: name }, type })
test('x', () => {
  const value = { kind: 'table', id: 'x', title: { ja: '表' }, data: { keyType: 'text', columns: [col('office'), col('size', 'number')], rows: [{ key: '11', values: { office: '所沢', size: 3 } }] },
   decision: { inputs: [col('tax')], results: [col('queue')], rules: [{ id: 'a', when: { tax: { in: ['car'] } }, then: { queue: 'CARQ' } }], otherwise: { queue: 'zz' } } }
  const html = renderToStaticMarkup(<MantineProvider><DocumentForm id="t" of={{ config: documentSchemas.table }} value={value} onChange={() => {}} /></MantineProvider>)
  console.log(html.length, [...html.matchAll(/(value="[^"]*"|<label[^>]*>[^<]*|Unsupported[^<]*|Unknown[^<]*)/g)].map((m) => m[0].replace(/<label[^>]*>/, 'L:')).join('\n'))
  expect(html).toContain('所沢')
})
