// Checks a log of ours with golang.org/x/mod/sumdb/note and tlog, which this project did not write.
// check DIRECTORY: reads key, mirror/, checkpoints/ and receipts/, tries mutants too, prints "N passed, N failed".
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var passed, failed int

func expect(good bool, format string, args ...interface{}) {
	if good {
		passed++
		return
	}
	failed++
	if failed <= 20 {
		fmt.Printf("FAILED: "+format+"\n", args...)
	}
}

func must(err error) {
	if err != nil {
		fmt.Println("cannot go on:", err)
		os.Exit(1)
	}
}

type head struct {
	origin string
	tree   tlog.Tree
}

func parseHead(text string) (head, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return head{}, errors.New("not three lines")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return head{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return head{lines[0], tlog.Tree{N: size, Hash: root}}, err
}

func openHead(signed []byte, verifier note.Verifier) (head, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return head{}, err
	}
	return parseHead(opened.Text)
}

// tiles reads our tiles; "tile/8/<L>/…" is "tile/<L>/…" with us. `bent` names a file to flip a bit in.
type tiles struct {
	directory string
	bent      string
}

func (t *tiles) Height() int                                { return 8 }
func (t *tiles) SaveTiles(tiles []tlog.Tile, data [][]byte) {}
func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(t.directory, path))
		if err != nil {
			return nil, err
		}
		if path == t.bent {
			data[len(data)/2] ^= 1
		}
		all = append(all, data)
	}
	return all, nil
}

func readEntries(directory string, size int64) [][]byte {
	var entries [][]byte
	for n := int64(0); n*256 < size; n++ {
		tile := tlog.Tile{H: 8, L: 0, N: n, W: 256}
		if size-n*256 < 256 {
			tile.W = int(size - n*256)
		}
		path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
		bundle, err := os.ReadFile(filepath.Join(directory, path))
		must(err)
		for len(bundle) > 0 {
			length := int(binary.BigEndian.Uint16(bundle))
			entries = append(entries, bundle[2:2+length])
			bundle = bundle[2+length:]
		}
	}
	return entries
}

// memory is the tree grown from the entries alone, without any tile of ours.
func memory(entries [][]byte) tlog.HashReader {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var hashes []tlog.Hash
		for _, index := range indexes {
			hashes = append(hashes, stored[index])
		}
		return hashes, nil
	})
	for i, entry := range entries {
		hashes, err := tlog.StoredHashes(int64(i), entry, reader)
		must(err)
		stored = append(stored, hashes...)
	}
	return reader
}

type receipt struct {
	index      int64
	extra      string
	path       tlog.RecordProof
	checkpoint []byte
}

func parseReceipt(text string) (r receipt, err error) {
	top, checkpoint, ok := strings.Cut(text, "\n\n")
	lines := strings.Split(top, "\n")
	if !ok || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return r, errors.New("not a tlog-proof")
	}
	r.checkpoint = []byte(checkpoint)
	extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	if err != nil {
		return r, err
	}
	r.extra = string(extra)
	r.index, err = strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil {
		return r, err
	}
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return r, err
		}
		r.path = append(r.path, hash)
	}
	return r, nil
}

// leafOf rebuilds the leaf from the opening, as the standard says, without any code of the project.
func leafOf(opening string) ([]byte, error) {
	top, record, ok := strings.Cut(opening, "\n\n")
	lines := strings.Split(top, "\n")
	if !ok || len(lines) != 4 || lines[0] != "lumbung/opening@v1" {
		return nil, errors.New("not an opening")
	}
	nonce, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[3], "nonce "))
	if err != nil {
		return nil, err
	}
	commit := sha256.Sum256([]byte("lumbung/commit@v1\n" + string(nonce) + record))
	return []byte("lumbung/leaf@v1\n" + lines[1] + "\n" + lines[2] + "\ncommit " +
		base64.StdEncoding.EncodeToString(commit[:]) + "\n"), nil
}

func checkHeads(directory string, verifier note.Verifier, reader tlog.HashReader, newest head) {
	files, err := filepath.Glob(filepath.Join(directory, "checkpoints", "*"))
	must(err)
	expect(len(files) > 10, "only %d heads", len(files))
	for _, file := range files {
		signed, err := os.ReadFile(file)
		must(err)
		older, err := openHead(signed, verifier)
		expect(err == nil, "%s: %v", file, err)
		root, err := tlog.TreeHash(older.tree.N, reader)
		expect(err == nil && root == older.tree.Hash, "%s: root differs", file)
		proof, err := tlog.ProveTree(newest.tree.N, older.tree.N, reader)
		must(err)
		expect(tlog.CheckTree(proof, newest.tree.N, newest.tree.Hash, older.tree.N, older.tree.Hash) == nil,
			"%s: not consistent with the newest head", file)
		wrong := older.tree.Hash
		wrong[3] ^= 4
		expect(tlog.CheckTree(proof, newest.tree.N, newest.tree.Hash, older.tree.N, wrong) != nil,
			"%s: a changed root was accepted", file)
	}
}

func checkReceipts(directory string, verifier note.Verifier, entries [][]byte) {
	files, err := filepath.Glob(filepath.Join(directory, "receipts", "*"))
	must(err)
	expect(len(files) == len(entries)-1, "%d receipts for %d leaves", len(files), len(entries))
	for _, file := range files {
		text, err := os.ReadFile(file)
		must(err)
		r, err := parseReceipt(string(text))
		expect(err == nil, "%s: %v", file, err)
		signed, err := openHead(r.checkpoint, verifier)
		expect(err == nil, "%s: %v", file, err)
		leaf, err := leafOf(r.extra)
		expect(err == nil && bytes.Equal(leaf, entries[r.index]), "%s: leaf differs", file)
		holds := func(path tlog.RecordProof, index int64, leaf []byte) bool {
			return tlog.CheckRecord(path, signed.tree.N, signed.tree.Hash, index, tlog.RecordHash(leaf)) == nil
		}
		expect(holds(r.path, r.index, leaf), "%s: not proven", file)

		other, _ := leafOf(strings.Replace(r.extra, "amount IDR", "amount IDR 1", 1))
		expect(!holds(r.path, r.index, other), "%s: another amount was accepted", file)
		expect(!holds(r.path, (r.index+1)%signed.tree.N, leaf), "%s: another index was accepted", file)
		expect(!holds(r.path[:len(r.path)-1], r.index, leaf), "%s: a short path was accepted", file)
		bent := append(tlog.RecordProof{}, r.path...)
		bent[int(r.index)%len(bent)][5] ^= 32
		expect(!holds(bent, r.index, leaf), "%s: a bent path was accepted", file)
	}
}

func checkMutantHeads(signed []byte, verifier note.Verifier, good head) {
	for i := range signed {
		bent := append([]byte{}, signed...)
		bent[i] ^= 1
		opened, err := openHead(bent, verifier)
		expect(err != nil || opened == good, "byte %d of the head changed, and it was accepted", i)
	}
}

// x/mod 0.7.0 begins to authenticate full tiles at len(stx) where it means the number of distinct tiles before them, so
// a bent tile may come through when it is asked for alone. A hash that differs from its entry is therefore a refusal too.
func checkMutantTiles(mirror string, newest head, entries [][]byte) {
	for _, level := range []string{"0", "1"} {
		files, err := filepath.Glob(filepath.Join(mirror, "tile", level, "*"))
		must(err)
		for _, file := range files {
			path, _ := filepath.Rel(mirror, file)
			if strings.HasSuffix(path, ".p") {
				inside, err := filepath.Glob(filepath.Join(file, "*"))
				must(err)
				path, _ = filepath.Rel(mirror, inside[0])
			}
			reader := tlog.TileHashReader(newest.tree, &tiles{mirror, path})
			refused := false
			for i := int64(0); i < newest.tree.N && !refused; i++ {
				hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, i)})
				refused = err != nil || hashes[0] != tlog.RecordHash(entries[i])
			}
			expect(refused, "%s with a bit flipped was accepted", path)
		}
	}
}

func main() {
	directory := os.Args[1]
	mirror := filepath.Join(directory, "mirror")
	key, err := os.ReadFile(filepath.Join(directory, "key"))
	must(err)
	verifier, err := note.NewVerifier(strings.TrimSpace(string(key)))
	must(err)
	signed, err := os.ReadFile(filepath.Join(mirror, "checkpoint"))
	must(err)
	newest, err := openHead(signed, verifier)
	expect(err == nil && newest.origin == verifier.Name(), "the head: %v", err)

	reader := tlog.TileHashReader(newest.tree, &tiles{mirror, ""})
	entries := readEntries(mirror, newest.tree.N)
	expect(int64(len(entries)) == newest.tree.N, "%d entries of %d", len(entries), newest.tree.N)
	expect(strings.HasSuffix(string(entries[0]), "\nkey "+strings.TrimSpace(string(key))+"\n"), "leaf 0 is not the key")
	for i, entry := range entries {
		hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, int64(i))})
		expect(err == nil && hashes[0] == tlog.RecordHash(entry), "entry %d is not what the tiles say", i)
	}
	checkHeads(directory, verifier, reader, newest)
	checkHeads(directory, verifier, memory(entries), newest)
	checkReceipts(directory, verifier, entries)
	checkMutantHeads(signed, verifier, newest)
	checkMutantTiles(mirror, newest, entries)
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		os.Exit(1)
	}
}
