import { MongoClient } from 'mongodb'

/** The version that a server of MongoDB's protocol gives; rejects when none answers. */
export async function describeMongo(url: string): Promise<{ readonly version: string }> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 500, connectTimeoutMS: 2_000 })
  try {
    const info = await client.db('admin').command({ buildInfo: 1 })
    return { version: String(info.version) }
  } finally {
    await client.close()
  }
}
