import { describeNode } from '@madoguchi/sdk/testing'
import { language } from './language.ts'

describeNode(language, { fixtures: [{ name: 'English', config: { language: 'en' } }, { name: 'Japanese', config: { language: 'ja' } }] })
