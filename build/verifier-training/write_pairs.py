"""Writes every pair the verifier may be trained on: write_pairs.py ANCHOR_DIR EVAL_DIR OUT"""
import sys,glob,gzip,json,random,zlib
import augment,augment2,intents
anchors,ev,out=sys.argv[1:4]; rnd=random.Random(37)
J=lambda n:[json.loads(l) for l in gzip.open('%s/%s.jsonl.gz'%(ev,n),'rt')]
held=lambda x:zlib.crc32(x['a'].encode())%100<7
A=[dict(json.loads(l),file=f.split('/')[-1][:-6]) for f in sorted(glob.glob(anchors+'/*.jsonl')) for l in open(f) if l.strip()]
with open(out,'w') as o:
    def put(a,b,y,g):
        if len(a)+len(b)<420: o.write(json.dumps(dict(a=a,b=b,y=y,g=g),ensure_ascii=False)+'\n')
    for x in A:
        g=('held ' if held(x) else 'train ')+x['file']; same=[x['a']]+x['same']
        for p,r in ((0,1),(0,2),(1,2)): put(same[p],same[r],1,g)
        for s in same:
            for t in x['other']: put(s,t,0,g)
    for x in J('question-pairs-calibration'): put(x['a'],x['b'],x['label'],'questions')
    for i,x in enumerate(J('question-pairs-validation')):
        if i%2==0 and i<6000: put(x['a'],x['b'],x['label'],'even')
    for x in J('trap-pairs-dev'): put(x['a'],x['b'],x['label'],'traps')
    prompts=[x['text'] for x in J('prompts-10k') if len(x['text'])<240]
    mine=[t for x in A if not held(x) for t in [x['a']]+x['same']]
    for name,ts,k in (('prompts',prompts,12000),('mine',mine,12000)):
        for x in augment.pairs(ts,k,seed=500): put(x['a'],x['b'],x['label'],'edits '+name)
        for x in augment2.pairs(ts,k,seed=600): put(x['a'],x['b'],x['label'],'edits '+name)
    for x in intents.pairs(5000,seed=700): put(x['a'],x['b'],x['label'],'intents')
    for t in rnd.sample(prompts,1500)+rnd.sample(mine,2500): put(t,t,1,'equal')
