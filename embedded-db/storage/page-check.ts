import { readSync } from 'node:fs';

/**
 * Follows LMDB's trees through a file that is not open yet, and finds pages that lie behind its end or aren't what they
 * should be. (Reading such a page through LMDB's map would end the process.) Layout: liblmdb/mdb.c, MDB_page and MDB_node.
 */

const HEADER = 24;
const NODE = 8;
const BRANCH = 1;
const LEAF = 2;
const OVERFLOW = 4;
const BIG_DATA = 1;
const SUB_DATABASE = 2;
const NO_PAGE = 0xffffffffffffffffn;
/** Where a database's record has its root page. */
const ROOT_AT = 40;
const RECORD_SIZE = 48;

/** The trees of a meta page: the free list and the main database. */
export interface Trees {
  roots: bigint[];
  pageSize: number;
  fileSize: number;
}

/** What is wrong with the first broken page; null if all are sound. */
export function brokenPage(handle: number, trees: Trees): string | null {
  const pages = Math.floor(trees.fileSize / trees.pageSize);
  const pageAt = pageReader(handle, trees.pageSize);
  const waiting = trees.roots.filter((root) => root !== NO_PAGE).map(Number);
  const seen = new Uint8Array(pages + 1);
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (number >= pages) return `page ${number} lies behind the end`;
    if (seen[number]) return `page ${number} is used twice`;
    seen[number] = 1;
    const page = pageAt(number);
    if (page.readBigUInt64LE(0) !== BigInt(number)) return `page ${number} is overwritten`;
    const problem = followPage(page, waiting, number);
    if (problem) return problem;
  }
  return null;
}

const BLOCK = 1 << 18;
const MOST_BLOCKS = 24;

/** Reads pages block by block; neighbours are mostly wanted soon after. */
function pageReader(handle: number, pageSize: number): (number: number) => Buffer {
  const blocks = new Map<number, Buffer>();
  return (number) => {
    const at = number * pageSize;
    const start = Math.floor(at / BLOCK) * BLOCK;
    let block = blocks.get(start);
    if (!block) {
      const [oldest] = blocks.keys();
      if (blocks.size >= MOST_BLOCKS && oldest !== undefined) blocks.delete(oldest);
      block = Buffer.allocUnsafeSlow(BLOCK);
      readSync(handle, block, 0, BLOCK, start);
      blocks.set(start, block);
    }
    return block.subarray(at - start, at - start + pageSize);
  };
}

function followPage(page: Buffer, waiting: number[], number: number): string | null {
  const flags = page.readUInt16LE(18);
  if (flags & OVERFLOW) return null;
  const kind = flags & (BRANCH | LEAF);
  const lower = page.readUInt16LE(20);
  if ((kind !== BRANCH && kind !== LEAF) || lower > page.length - HEADER) return `page ${number} is damaged`;
  for (let at = 0; at < lower; at += 2) {
    const node = HEADER + page.readUInt16LE(HEADER + at);
    if (node + NODE > page.length) return `page ${number} is damaged`;
    const low = page.readUInt32LE(node);
    if (kind === BRANCH) waiting.push(low + page.readUInt16LE(node + 4) * 2 ** 32);
    else if (!followNode(page, node, low, waiting)) return `page ${number} is damaged`;
  }
  return null;
}

/** Follows a leaf's node to an overflow page or to another tree; whether it lies inside its page. */
function followNode(page: Buffer, node: number, size: number, waiting: number[]): boolean {
  const flags = page.readUInt16LE(node + 4);
  const value = node + NODE + page.readUInt16LE(node + 6);
  if (flags & BIG_DATA) {
    if (value + 8 > page.length) return false;
    waiting.push(Number(page.readBigUInt64LE(value)));
    return true;
  }
  if (value + size > page.length) return false;
  if (flags & SUB_DATABASE && size === RECORD_SIZE) {
    const root = page.readBigUInt64LE(value + ROOT_AT);
    if (root !== NO_PAGE) waiting.push(Number(root));
  }
  return true;
}
