import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sampleSigner } from './sample-ledger.ts'
import { openNote, parseKey, renderKey, signNote } from './signed-note.ts'
import { createSigner, signerFromSeed } from './signer.ts'

// The example of Go's sumdb/note package, the first implementation of the format.
const text =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const seed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1)
const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`

function keyOf(text: string) {
  const key = parseKey(text)
  if (key === undefined) throw new Error(`${text} is no key`)
  return key
}

describe('signed notes', () => {
  test('the reference key signs the reference text to the reference note', () => {
    const signer = signerFromSeed(seed, 'PeterNeumann')
    expect(signer.vkey).toBe(vkey)
    expect(signNote(text, [signer])).toBe(note)
    expect(openNote(note, [keyOf(vkey)])).toMatchObject({ kind: 'verified', text })
  })

  test('one known signature is enough while a key is being rotated', () => {
    const both = signNote(text, [sampleSigner(1), sampleSigner(2)])
    for (const signer of [sampleSigner(1), sampleSigner(2)]) {
      expect(openNote(both, [keyOf(signer.vkey)])).toMatchObject({ kind: 'verified', text })
    }
    expect(openNote(both, [keyOf(sampleSigner(3).vkey)])).toMatchObject({ kind: 'refused' })
  })

  test('a false signature of a known key refuses the note, whatever else is signed', () => {
    const [, first = '', second = ''] = signNote(text, [sampleSigner(1), sampleSigner(2)]).split('— ')
    const forged = `${text}\n— ${first}— ${second.replace(/ (.{12})./, ' $1A')}`
    const keys = [keyOf(sampleSigner(1).vkey), keyOf(sampleSigner(2).vkey)]
    expect(openNote(forged, keys)).toMatchObject({
      kind: 'refused',
      problem: expect.stringMatching(/^has a false signature/),
    })
  })

  test.each([
    ['a changed text', note.replace('answer', 'Answer')],
    ['no blank line', note.replace('\n\n', '\n')],
    ['no newline at the end', note.slice(0, -1)],
    ['a carriage return', note.replace('problem,\n', 'problem,\r\n')],
    ['a signature line of another form', note.replace('— ', '- ')],
    ['base64 in another spelling', note.replace('BwJnAM=', 'BwJnAN=')],
    ['nothing', ''],
  ])('refuses a note with %s', (_, wrong) => {
    expect(openNote(wrong, [keyOf(vkey)]).kind).toBe('refused')
  })

  test.each([
    ['another id', vkey.replace('c74f20a3', 'c74f20a4')],
    ['another name', vkey.replace('Peter', 'Pieter')],
    ['another algorithm', vkey.replace('+ARpc', '+Ahpc')],
    ['half a key', vkey.slice(0, -8)],
  ])('refuses a key with %s', (_, wrong) => {
    expect(parseKey(wrong)).toBeUndefined()
  })

  test('a key reads back as it is written', () => {
    expect(renderKey(keyOf(vkey))).toBe(vkey)
  })

  test('refuses to sign what a note cannot carry', () => {
    expect(() => signNote('no newline', [sampleSigner()])).toThrow(TypeError)
    expect(() => signNote('bell \u0007\n', [sampleSigner()])).toThrow(TypeError)
    expect(() => signNote(text, [])).toThrow(TypeError)
  })
})

describe('signers', () => {
  test('read an Ed25519 key in PEM and refuse other kinds', () => {
    const pem = (pair: { privateKey: import('node:crypto').KeyObject }) =>
      pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    const signer = createSigner(pem(generateKeyPairSync('ed25519')), 'ledger.example.org/recallwire')
    expect(openNote(signNote(text, [signer]), [keyOf(signer.vkey)]).kind).toBe('verified')
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    expect(() => createSigner(pem(curve), 'ledger.example.org/recallwire')).toThrow(/Ed25519 is needed/)
  })

  test('refuse a short seed and a name that vkeys cannot carry', () => {
    expect(() => signerFromSeed(new Uint8Array(31), 'name')).toThrow(/32 are needed/)
    expect(() => signerFromSeed(new Uint8Array(32), 'a+b')).toThrow(/^name: /)
    expect(() => signerFromSeed(new Uint8Array(32), '')).toThrow(/^name: /)
  })
})
