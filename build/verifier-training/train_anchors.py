"""Train the verifier further on hand-written anchors (each with wordings that ask the same and near misses), beside what it knew.
train_anchors.py START_MODEL ANCHOR_DIR EVAL_DIR OUT_DIR [epochs [learning rate]]"""
import sys,glob,gzip,json,random,time,zlib,torch
from torch import nn
from transformers import AutoTokenizer,BertForSequenceClassification
import augment,augment2,intents
from features import guards,HARD
start,anchors,ev,out=sys.argv[1:5]; EP=int(sys.argv[5]) if len(sys.argv)>5 else 3; LR=float(sys.argv[6]) if len(sys.argv)>6 else 6e-5
torch.manual_seed(3); random.seed(3); torch.set_num_threads(2); rnd=random.Random(31)
J=lambda n:[json.loads(l) for l in gzip.open('%s/%s.jsonl.gz'%(ev,n),'rt')]
A=[dict(json.loads(l),file=f.split('/')[-1][:-6]) for f in sorted(glob.glob(anchors+'/*.jsonl')) for l in open(f) if l.strip()]
held=lambda x:zlib.crc32(x['a'].encode())%100<7
train=[x for x in A if not held(x)]; dev=[x for x in A if held(x)]
print(len(train),'anchors to train on,',len(dev),'held back',flush=True)
def all_pairs(x):
    same=[x['a']]+x['same']
    return [(same[0],same[1],1),(same[0],same[2],1),(same[1],same[2],1)],[(s,o,0) for s in same for o in x['other']]
tok=AutoTokenizer.from_pretrained(start); m=BertForSequenceClassification.from_pretrained(start,hidden_dropout_prob=0.,attention_probs_dropout_prob=.1,attn_implementation='eager')
def logits(pairs,bs=128):
    m.eval(); ix=sorted(range(len(pairs)),key=lambda i:len(pairs[i][0])+len(pairs[i][1])); z=[0.]*len(pairs)
    with torch.no_grad(),torch.autocast('cpu',dtype=torch.bfloat16):
        for c in range(0,len(ix),bs):
            b=ix[c:c+bs]; e=tok([pairs[i][0] for i in b],[pairs[i][1] for i in b],padding=True,truncation='longest_first',max_length=128,return_tensors='pt')
            for i,v in zip(b,m(**e).logits.float().squeeze(1).tolist()): z[i]=v
    return z
def auc(z,y):
    o=sorted(range(len(z)),key=lambda i:z[i]); r=s=0
    for k,i in enumerate(o): r+=(k+1)*y[i]
    p=sum(y); n=len(y)-p; return (r-p*(p+1)/2)/(p*n)
def report(name,pairs):
    z=logits(pairs); y=[l for _,_,l in pairs]; o=sorted(range(len(z)),key=lambda i:-z[i])
    rec=lambda fp:next((sum(y[i] for i in o[:k])/sum(y) for k in range(len(o)) if sum(1-y[i] for i in o[:k+1])>fp*(len(y)-sum(y))),1.)
    print('   %-22s auc %.4f  recall at 0.5 %% false %.3f, 2 %% %.3f'%(name,auc(z,y),rec(.005),rec(.02)),flush=True)
D={}
for x in dev:
    p,n=all_pairs(x); D.setdefault(x['file'],[]).extend(p+n[:3]+n[3:6])
V=[(x['a'],x['b'],x['label']) for i,x in enumerate(J('question-pairs-validation')) if i%2==0][:3000]
def evaluate():
    for k in D: report(k,D[k])
    report('all held back',[p for k in D for p in D[k]]); report('questions (even rows)',V)
evaluate()
prompts=[x['text'] for x in J('prompts-10k') if len(x['text'])<240]
q=[(x['a'],x['b'],x['label'],guards(x['a'],x['b'])) for x in J('question-pairs-calibration') if len(x['a'])+len(x['b'])<420]
z=logits([x[:3] for x in q])
# Quora leaves many duplicates unmarked: labels that the model finds absurd and no guard explains are left out
q=[x[:3] for x,v in zip(q,z) if not (x[2]==0 and v>1.5 and not any(x[3][k] for k in HARD+('order','temp'))) and not (x[2]==1 and v<-3)]
print(len(q),'question pairs',flush=True)
T=[(x['a'],x['b'],x['label']) for x in J('trap-pairs-dev')]
t=lambda xs:[(x['a'],x['b'],x['label']) for x in xs]
def epoch(k):
    d=[]
    for x in train:
        p,n=all_pairs(x); d+=p+n[:3]+rnd.sample(n[3:],3)
    d+=rnd.sample(q,14000)+T+t(augment.pairs(prompts,8000,seed=100+k))+t(intents.pairs(3000,seed=200+k))+t(augment2.pairs(prompts,8000,seed=300+k))+[(p,p,1) for p in rnd.sample(prompts,400)]
    d=[x for x in d if len(x[0])+len(x[1])<420]; rnd.shuffle(d); return d
def noisy(p,r):
    # the decision gives one text a closing question mark and takes it from the other
    if rnd.random()<.5: p,r=p.rstrip(' ?.!'),r.rstrip(' ?.!')
    if rnd.random()<.35: p+='?'
    if rnd.random()<.12: p,r=p.lower(),r.lower()
    return (p,r) if rnd.random()<.5 else (r,p)
for p in m.bert.embeddings.parameters(): p.requires_grad=False
P=[p for p in m.parameters() if p.requires_grad]; BS=64
first=epoch(0); steps=EP*(len(first)//BS); print(len(first),'pairs an epoch',flush=True)
opt=torch.optim.AdamW([dict(params=[p for p in P if p.dim()>1],weight_decay=.01),dict(params=[p for p in P if p.dim()<=1],weight_decay=0.)],lr=LR,fused=True)
sch=torch.optim.lr_scheduler.LambdaLR(opt,lambda s:min((s+1)/(.04*steps),max(.02,(steps-s)/(.96*steps)))); lf=nn.BCEWithLogitsLoss(); t0=time.time(); run=None; s=0
for k in range(EP):
    d=first if k==0 else epoch(k); B=[]
    for c in range(0,len(d),BS*32):
        ch=sorted(d[c:c+BS*32],key=lambda x:len(x[0])+len(x[1])); bs=[ch[i:i+BS] for i in range(0,len(ch),BS)]; rnd.shuffle(bs); B+=bs
    m.train()
    for b in B:
        pr=[noisy(x[0],x[1]) for x in b]; e=tok([p for p,_ in pr],[r for _,r in pr],padding=True,truncation='longest_first',max_length=96,return_tensors='pt'); y=torch.tensor([[float(x[2])] for x in b])
        with torch.autocast('cpu',dtype=torch.bfloat16): o=m(**e).logits
        l=lf(o.float(),y*.98+.01); opt.zero_grad(); l.backward(); nn.utils.clip_grad_norm_(P,1.); opt.step(); sch.step(); s+=1; run=l.item() if run is None else .98*run+.02*l.item()
        if s%200==0: print(s,'/',steps,'loss %.4f'%run,'%.1f pairs/s'%(s*BS/(time.time()-t0)),flush=True)
    print('epoch',k+1,flush=True); evaluate(); m.save_pretrained(out); tok.save_pretrained(out)
print('done',round(time.time()-t0))
