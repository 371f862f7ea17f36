/**
 * A package on disk: sealed, inspected, verified, opened. The format is specified in docs/package-format.md.
 * Invariants: no byte of plaintext touches a disk; no plaintext is given before signature and whole payload are verified;
 * a file under its final name is complete and has been read back.
 */
import { randomBytes } from 'node:crypto'
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { maxPayloadBytes, type PackageDraft, type PackageHeader } from './header.ts'
import { PackageError } from './package-error.ts'
import { encodePrefix, maxPrefixBytes, parsePrefix, type Prefix } from './prefix.ts'
import { cutChunks, openChunk, sealChunk, sealedChunkLengths } from './sealed-chunks.ts'
import type { Suite } from './suite.ts'
import { suiteNamed } from './suites.ts'

export interface SealRequest {
  /** asked once, after the payload has been drawn, so that counts may come from it */
  header: () => PackageDraft
  payload: AsyncIterable<Uint8Array>
  signer: { privateKey: Uint8Array }
  recipients: { unitId: string; publicKey: Uint8Array }[]
  /** final path; `exists` when something is there */
  file: string
  /** where sealed chunks wait until the header is known; a local path spares a slow stick the second writing */
  scratchFile?: string
}

export interface Inspected {
  header: PackageHeader
  /** SM3 of everything before the payload, hex */
  digest: string
  /** whether the file is as long as its header says */
  complete: boolean
}

export interface Verified {
  header: PackageHeader
  digest: string
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function withFile<T>(path: string, flags: 'r' | 'w', use: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path, flags, 0o600)
  try {
    return await use(handle)
  } finally {
    await handle.close()
  }
}

async function readExactly(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled)
    if (bytesRead === 0) throw new PackageError('truncated')
    filled += bytesRead
  }
  return buffer
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) written += (await handle.write(bytes, written)).bytesWritten
}

interface SealedPayload {
  bytes: number
  hash: string
}

async function sealPayload(
  suite: Suite,
  key: Uint8Array,
  payload: AsyncIterable<Uint8Array>,
  path: string,
): Promise<SealedPayload> {
  return withFile(path, 'w', async (handle) => {
    const digests: Uint8Array[] = []
    let bytes = 0
    for await (const chunk of cutChunks(payload)) {
      const sealed = sealChunk(suite, key, digests.length, chunk.last, chunk.bytes)
      bytes += sealed.length
      if (bytes > maxPayloadBytes) throw new PackageError('tooLarge', '内容')
      digests.push(suite.digest(sealed))
      await writeAll(handle, sealed)
    }
    return { bytes, hash: hex(suite.digest(Buffer.concat(digests))) }
  })
}

async function assemble(path: string, prefix: Uint8Array, scratch: string): Promise<void> {
  await withFile(path, 'w', async (out) => {
    await writeAll(out, prefix)
    await withFile(scratch, 'r', async (sealed) => {
      const buffer = Buffer.allocUnsafe(2 ** 20)
      for (;;) {
        const { bytesRead } = await sealed.read(buffer, 0, buffer.length, null)
        if (bytesRead === 0) break
        await writeAll(out, buffer.subarray(0, bytesRead))
      }
    })
    await out.sync()
  })
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders; there the rename is journalled by the file system
  if (process.platform !== 'win32') await withFile(path, 'r', (folder) => folder.sync())
}

/**
 * Writes a package: seals the payload beside the target, assembles `file + ".partial"`, flushes it, reads it back through the
 * same verification a receiver makes, and only then gives it its name. On any failure nothing but the error remains.
 * Memory does not grow with the payload.
 */
export async function sealPackage(request: SealRequest): Promise<Verified & { bytes: number }> {
  const { file, signer, recipients, scratchFile = `${file}.payload.partial` } = request
  const suite = suiteNamed('SM')
  const partial = `${file}.partial`
  const key = randomBytes(suite.payloadKeyBytes)
  if (await exists(file)) throw new PackageError('exists')
  try {
    const payload = await sealPayload(suite, key, request.payload, scratchFile)
    const publicKey = suite.publicKeyOf(signer.privateKey)
    const header: PackageHeader = {
      ...request.header(),
      suite: suite.id,
      to: recipients.map(({ unitId }) => unitId),
      payloadBytes: payload.bytes,
      payloadHash: payload.hash,
      keyDigest: hex(suite.digest(key)),
      signingKey: hex(suite.digest(publicKey)),
      volume: { k: 1, n: 1 },
    }
    const stanzas = recipients.map((one) => ({
      keyId: suite.digest(one.publicKey),
      wrappedKey: suite.wrapKey(one.publicKey, key),
    }))
    const prefix = encodePrefix(suite, header, stanzas, signer.privateKey)
    await assemble(partial, prefix, scratchFile)
    const verified = await verifyPackage(partial, { senderPublicKey: publicKey })
    if (await exists(file)) throw new PackageError('exists')
    await rename(partial, file)
    await syncFolder(dirname(file))
    return { ...verified, bytes: prefix.length + payload.bytes }
  } finally {
    key.fill(0)
    await rm(scratchFile, { force: true })
    await rm(partial, { force: true })
  }
}

async function readPrefix(handle: FileHandle): Promise<{ prefix: Prefix; fileBytes: number }> {
  const { size } = await handle.stat()
  return { prefix: parsePrefix(await readExactly(handle, 0, Math.min(size, maxPrefixBytes))), fileBytes: size }
}

/** What the header claims, for looking at: needs no key and proves nothing (E7). Reads at most the first 1.1 MiB. */
export async function inspectPackage(file: string): Promise<Inspected> {
  return withFile(file, 'r', async (handle) => {
    const { prefix, fileBytes } = await readPrefix(handle)
    return { header: prefix.header, digest: prefix.digest, complete: fileBytes === prefix.bytes + prefix.header.payloadBytes }
  })
}

interface Checked {
  prefix: Prefix
  chunks: { length: number; digest: Uint8Array }[]
}

async function checkPackage(handle: FileHandle, senderPublicKey: Uint8Array): Promise<Checked> {
  const { prefix, fileBytes } = await readPrefix(handle)
  const { header, suite } = prefix
  const end = prefix.bytes + header.payloadBytes
  if (fileBytes < end) throw new PackageError('truncated')
  if (fileBytes > end) throw new PackageError('trailingData')
  if (hex(suite.digest(senderPublicKey)) !== header.signingKey) throw new PackageError('wrongSender')
  const lengths = sealedChunkLengths(suite, header.payloadBytes)
  if (!suite.verify(senderPublicKey, prefix.signed, prefix.signature)) throw new PackageError('badSignature')
  const chunks: Checked['chunks'] = []
  let position = prefix.bytes
  for (const length of lengths) {
    chunks.push({ length, digest: suite.digest(await readExactly(handle, position, length)) })
    position += length
  }
  const payloadHash = suite.digest(Buffer.concat(chunks.map(({ digest }) => digest)))
  if (hex(payloadHash) !== header.payloadHash) throw new PackageError('tampered')
  return { prefix, chunks }
}

/** Proves that the sender signed exactly these bytes; needs no decryption key and decrypts nothing. */
export async function verifyPackage(file: string, { senderPublicKey }: { senderPublicKey: Uint8Array }): Promise<Verified> {
  return withFile(file, 'r', async (handle) => {
    const { prefix } = await checkPackage(handle, senderPublicKey)
    return { header: prefix.header, digest: prefix.digest }
  })
}

export interface OpenRequest {
  senderPublicKey: Uint8Array
  recipient: { unitId: string; privateKey: Uint8Array }
}

function unwrapPayloadKey({ header, suite, stanzas }: Prefix, recipient: OpenRequest['recipient']): Uint8Array {
  const stanza = stanzas[header.to.indexOf(recipient.unitId)]
  const keyId = suite.digest(suite.publicKeyOf(recipient.privateKey))
  if (!stanza || Buffer.compare(stanza.keyId, keyId) !== 0) throw new PackageError('wrongRecipient')
  let key: Uint8Array
  try {
    key = suite.unwrapKey(recipient.privateKey, stanza.wrappedKey)
  } catch {
    throw new PackageError('wrongRecipient')
  }
  if (key.length !== suite.payloadKeyBytes || hex(suite.digest(key)) !== header.keyDigest) throw new PackageError('tampered')
  return key
}

async function* decrypt(file: string, { prefix, chunks }: Checked, key: Uint8Array): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r')
  try {
    let position = prefix.bytes
    for (const [index, { length, digest }] of chunks.entries()) {
      const sealed = await readExactly(handle, position, length)
      // the stick may have been changed since the first pass
      if (Buffer.compare(prefix.suite.digest(sealed), digest) !== 0) throw new PackageError('tampered')
      yield openChunk(prefix.suite, key, index, index === chunks.length - 1, sealed)
      position += length
    }
  } finally {
    await handle.close()
  }
}

/**
 * Verifies the whole package, then gives its plaintext in a second pass. Resolves only for a package that passed
 * `verifyPackage`; the payload may be drawn again from the start by opening again. Stage what it gives and commit once.
 */
export async function openPackage(
  file: string,
  request: OpenRequest,
): Promise<Verified & { payload: AsyncGenerator<Uint8Array> }> {
  const checked = await withFile(file, 'r', (handle) => checkPackage(handle, request.senderPublicKey))
  const key = unwrapPayloadKey(checked.prefix, request.recipient)
  return { header: checked.prefix.header, digest: checked.prefix.digest, payload: decrypt(file, checked, key) }
}
