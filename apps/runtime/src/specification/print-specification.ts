import { parentPort, workerData } from 'node:worker_threads'
import { makeSpecification } from './make-specification.ts'
import type { SpecificationFacts } from './specification-facts.ts'

// The thread of one specification: it gets the facts, sends the PDF piece by piece, and ends.
if (!parentPort) throw new Error('this file runs as a worker thread')
// The border between two threads of one program: what specification-stream.ts sends.
for await (const piece of await makeSpecification(workerData as SpecificationFacts)) parentPort.postMessage(piece)
parentPort.close()
