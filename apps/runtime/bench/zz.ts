import { SimulatedWorld, runSession } from '@madoguchi/engine'
import { referenceProgram } from './reference-bundle.ts'
const program = await referenceProgram()
const startedAtMs = Date.parse('2026-11-24T20:00:00+09:00')
for (let i=0;i<400000;i++) await runSession(program, { to: '0570012229', from: '0312345678', startedAtMs, seed: 1 }, new SimulatedWorld({ press: ['4'] }))
